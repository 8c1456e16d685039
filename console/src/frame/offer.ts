/** Lets the browser save it. A plain link would not do: the call needs the session's token. */
export function offer(content: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Freed late: the browser may still be asking the person where to put it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
