export const COMPILER: string;
export function compile(): Promise<Buffer>;
