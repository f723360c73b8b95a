import type { ComponentType } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import type { ViewName } from "./route.ts";
import { loadView } from "./views.ts";
import "./view-outlet.css";

/** A view, fetched first; where it fails, what went wrong and a way to try again. */
export function ViewOutlet({ name }: { name: ViewName }) {
  const [View, setView] = useState<ComponentType>();
  const [missing, setMissing] = useState<Error>();
  const [broken, tryAgain] = useErrorBoundary((error) => console.error(error));
  useEffect(() => {
    let wanted = true;
    loadView[name]().then(
      (module) => wanted && setView(() => module.default),
      (error) => wanted && setMissing(error),
    );
    return () => {
      wanted = false;
    };
  }, [name]);

  // Browsers remember that a module could not be had: only a new page asks for it again.
  if (missing) return <Failure error={missing} onTryAgain={() => location.reload()} />;
  if (broken) return <Failure error={broken} onTryAgain={tryAgain} />;
  if (View) return <View />;
  return (
    <p class="view-loading" role="status">
      Loading
    </p>
  );
}

function Failure({ error, onTryAgain }: { error: Error; onTryAgain(): void }) {
  return (
    <div class="view-failure" role="alert">
      <h1>This view cannot be shown</h1>
      <p>{error.message}</p>
      <Button kind="primary" onClick={onTryAgain}>
        Try again
      </Button>
    </div>
  );
}
