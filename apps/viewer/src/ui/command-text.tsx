import { Fragment } from "preact";
import "./command-text.css";

/** A command to be copied. Its lines end between words, not at the hyphens of an option. */
export function CommandText({ text }: { text: string }) {
  return (
    <code class="command-line">
      {text.split(" ").map((word, i) => (
        <Fragment key={i}>
          {i > 0 && " "}
          <span>{word}</span>
        </Fragment>
      ))}
    </code>
  );
}
