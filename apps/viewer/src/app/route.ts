import { batch, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Codec } from "./codecs.ts";

export { type Codec, flag, integer, list, number, text } from "./codecs.ts";

/** Every view, in the order of the navigation. */
export const viewNames = ["home", "results", "live", "play", "bars", "tour"] as const;

export type ViewName = (typeof viewNames)[number];

type Params = ReadonlyMap<string, string>;

const first = readAddress();
const current = signal(first.view);
const paramsOf = new Map(
  viewNames.map((name) => [name, signal<Params>(name === first.view ? first.params : new Map())]),
);

/** The view that the URL names; home where it names none. */
export const view: ReadonlySignal<ViewName> = current;

/**
 * A parameter of the URL's hash, such as `hidden` of `#/live?hidden=100,20`, as a signal.
 *
 * Links and going back set it, text that its codec cannot read counts as `preset`, and setting it
 * to `preset` leaves it out of the URL. A change replaces the history entry a moment later.
 *
 * @param of the view whose parameter it is, default the one shown when this is called: while another
 * is shown, the signal keeps its value
 */
export function urlSignal<T>(
  name: string,
  preset: T,
  codec: Codec<T>,
  of: ViewName = view.peek(),
): Signal<T> {
  const params = kept(of);
  const parse = (written: string | undefined) =>
    (written === undefined ? undefined : codec.parse(written)) ?? preset;
  const presetText = codec.format(preset);
  const format = (value: T) => {
    const written = codec.format(value);
    return written === presetText ? undefined : written;
  };
  const value = signal(parse(params.peek().get(name)));
  effect(() => {
    const written = params.value.get(name);
    if (written !== format(value.peek())) value.value = parse(written);
  });
  effect(() => {
    const written = format(value.value);
    if (written === params.peek().get(name)) return;
    const next = new Map(params.peek());
    if (written === undefined) next.delete(name);
    else next.set(name, written);
    params.value = next;
  });
  return value;
}

/** A link to a view with these parameters; those not named are at their preset. */
export function hrefOf(view: ViewName, params: Readonly<Record<string, string>> = {}): string {
  return formatAddress(view, new Map(Object.entries(params)));
}

/** A link to a view as it was left. Follows its parameters where signals are tracked. */
export function lastHrefOf(view: ViewName): string {
  return formatAddress(view, kept(view).value);
}

// A slider changes many times a second; browsers refuse history as often.
const WRITE_DELAY_MS = 200;
let writing: ReturnType<typeof setTimeout> | undefined;
let known = location.hash;

effect(() => {
  const href = lastHrefOf(view.value);
  clearTimeout(writing);
  writing = setTimeout(() => {
    // Where it is another, a link was followed, and the event that says so is on its way.
    if (location.hash !== known || href === known) return;
    history.replaceState(history.state, "", href);
    known = location.hash;
  }, WRITE_DELAY_MS);
});

addEventListener("hashchange", () => {
  known = location.hash;
  const { view, params } = readAddress();
  batch(() => {
    kept(view).value = params;
    current.value = view;
  });
});

function kept(view: ViewName): Signal<Params> {
  return paramsOf.get(view) as Signal<Params>;
}

function readAddress(): { view: ViewName; params: Params } {
  const [path = "", query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  const view = viewNames.find((name) => path === `/${name}`) ?? "home";
  return { view, params: new Map(new URLSearchParams(query)) };
}

function formatAddress(view: ViewName, params: Params): string {
  const query = [...params]
    .map(([name, written]) => `${readable(name)}=${readable(written)}`)
    .join("&");
  return `#/${view === "home" ? "" : view}${query && `?${query}`}`;
}

// Commas and slashes stay as they are typed.
function readable(part: string): string {
  return encodeURIComponent(part).replaceAll("%2C", ",").replaceAll("%2F", "/");
}
