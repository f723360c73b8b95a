import { describeInPage } from "./in-page.ts";
import { testMode } from "./mode-tests.ts";

describeInPage("gpujs:webgl2 in a page", (pages) => testMode("webgl2", pages));
