/**
 * Copies a text with its styles, and as plain text for what takes no styles. The old way of copying: it works by plain
 * http too, where browsers leave out the clipboard. @returns whether it was copied
 */
export function copyRich(html: string, text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/html', html);
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill);
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return copied;
}
