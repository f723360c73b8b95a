/** Bits to a nat: 1 / ln 2. */
export const BITS_PER_NAT = 1 / Math.LN2;

/** What a measure says that papers give in nats: the viewer gives every one in bits. */
export const PAPERS_GIVE_NATS = "Papers give it in nats: these bits × ln 2 (0.693)";
