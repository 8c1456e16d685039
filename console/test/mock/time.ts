/** When the mock was started: everything in it happened before. */
export const now = Date.now();

export const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
export const hoursAgo = (hours: number) => minutesAgo(60 * hours);
export const daysAgo = (days: number) => hoursAgo(24 * days);
