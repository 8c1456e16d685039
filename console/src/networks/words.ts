/** Whether something leads out of a network. */
export const reaches = { yes: "internal", no: "leads out" } as const;
