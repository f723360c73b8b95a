import { Button } from "../../../ui/button.tsx";
import { state } from "../play-state.ts";
import { takeHeldOut } from "./held-out.ts";

/** What to do on an empty pad for digits: there is nothing to explain. */
export function NothingDrawn() {
  if (state.image.value >= 0) return <p role="status">Fetching the digit</p>;
  return (
    <>
      <p class="class-verdict" role="status">
        Draw a digit, and see here what the machine makes of it.
      </p>
      <div class="play-buttons">
        <Button kind="primary" onClick={takeHeldOut}>
          Show me one
        </Button>
      </div>
    </>
  );
}
