// What spreadsheets write where they do not write UTF-8.
const older = ['gb18030', 'big5', 'windows-1252']

/** The text of a file that a spreadsheet saved, in whatever encoding. */
export async function readText(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer()
  for (const encoding of ['utf-8', ...older]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next one may fit.
    }
  }
  return new TextDecoder().decode(bytes)
}
