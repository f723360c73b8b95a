import type { ComponentType } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Code } from "./code.tsx";
import type { ViewName } from "./route.ts";
import { isServerThere, SERVER_GONE } from "./server-gone.ts";
import { loadView } from "./views.ts";
import "./view-outlet.css";

/** A view, fetched first; where it fails, what went wrong and a way to try again. */
export function ViewOutlet({ name }: { name: ViewName }) {
  const [View, setView] = useState<ComponentType>();
  const [missing, setMissing] = useState<string>();
  const [broken, tryAgain] = useErrorBoundary((error) => console.error(error));
  useEffect(() => {
    let wanted = true;
    loadView[name]().then(
      (module) => wanted && setView(() => module.default),
      async () => {
        const reason = await whyMissing();
        if (wanted) setMissing(reason);
      },
    );
    return () => {
      wanted = false;
    };
  }, [name]);

  if (missing) {
    const look = async () => {
      // Browsers remember that a module could not be had: only a new page asks for it again. But
      // without its server there would be no page at all.
      if (await isServerThere()) location.reload();
      else setMissing(SERVER_GONE);
    };
    return <Failure reason={missing} onTryAgain={look} />;
  }
  if (broken) return <Failure reason={broken.message} onTryAgain={tryAgain} />;
  if (View) return <View />;
  return (
    <p class="view-loading" role="status">
      Loading
    </p>
  );
}

async function whyMissing(): Promise<string> {
  if (!(await isServerThere())) return SERVER_GONE;
  return "Its files are not there. The viewer may have been built anew since this page was opened.";
}

function Failure({ reason, onTryAgain }: { reason: string; onTryAgain(): void }) {
  return (
    <div class="view-failure" role="alert">
      <h1>This view cannot be shown</h1>
      <p>
        <Code text={reason} />
      </p>
      <Button kind="primary" onClick={onTryAgain}>
        Try again
      </Button>
    </div>
  );
}
