/** The name of a setting as people say it: "rate" for `optimizer.rate`, "report every" for `reportEvery`. */
export function settingName(name: string): string {
  const plain = name.replace(/^(optimizer|data)\.(name$)?/, (_, group, isName) =>
    isName ? group : "",
  );
  return plain
    .replaceAll(".", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

/** The value of a setting as people read it, a long number with its thousands apart. */
export function settingValue(name: string, value: string | undefined): string {
  if (value === undefined) return "–";
  const isCount = /^\d{5,15}$/.test(value) && !/(seed|fingerprint)$/i.test(name);
  return isCount ? Number(value).toLocaleString("en") : value;
}
