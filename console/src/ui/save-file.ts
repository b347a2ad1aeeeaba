import type { NamedFile } from '#client/index.ts'

/** Hands a file to the browser, which keeps it where downloads go. */
export function saveFile({ name, content }: NamedFile) {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
