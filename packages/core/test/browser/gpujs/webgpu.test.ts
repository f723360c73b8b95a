import { describeInPage } from "./in-page.ts";
import { testMode } from "./mode-tests.ts";

describeInPage("gpujs:webgpu in a page", (pages) => testMode("webgpu", pages));
