/** A CSS colour as the page shows it now, custom properties and theme resolved. */
export function pageColor(color: string): string {
  const probe = document.createElement("span");
  probe.style.color = color;
  document.documentElement.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
