/** A text in which what stands between backticks, such as a command, is set as code. */
export function Code({ text }: { text: string }) {
  const parts = text.split("`");
  return (
    <>{parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}
