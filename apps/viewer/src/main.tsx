import { render } from "preact";
import { notify } from "./app/notify.tsx";
import { Shell } from "./app/shell.tsx";
import "./ui/tokens.css";

// What nobody waited for is said all the same.
addEventListener("unhandledrejection", ({ reason }) => {
  notify(reason instanceof Error ? reason.message : String(reason), "error");
});

render(<Shell />, document.getElementById("app") as HTMLElement);
