/** What stands where a machine will be. */
export function Loading() {
  return (
    <p class="tour-small" role="status">
      Loading the machine.
    </p>
  );
}
