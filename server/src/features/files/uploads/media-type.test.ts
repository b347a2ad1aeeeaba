import { describe, expect, test } from 'vitest'
import { detectMediaType } from './media-type.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a file is', () => {
  test.each([
    ['notes.txt', 'BM is how our memos begin', 'text/plain'],
    ['notes.md', '# Title', 'text/markdown'],
    ['list.csv', 'a,b', 'text/csv'],
    ['no-ending', 'words', 'text/plain'],
    ['paper.pdf', '%PDF-1.7 and so on', 'application/pdf'],
    ['late.pdf', 'junk before %PDF-1.4', 'application/pdf'],
    ['picture.bin', '\u0089PNG\r\n\u001a\n\u0000', 'application/octet-stream'],
  ])('%s: %s → %s', async (name, text, type) => {
    expect(await detectMediaType(bytes(text), name)).toBe(type)
  })

  test('a picture is detected by its first bytes, whatever its name', async () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0,
      0, 1, 8, 2, 0, 0, 0,
    ])
    expect(await detectMediaType(png, 'x.txt')).toBe('image/png')
  })
})

test.each(['bad.pdf', 'bad.PNG', 'bad.docx'])('a text that is named %s is refused', async (name) => {
  await expect(detectMediaType(bytes('only words'), name)).rejects.toMatchObject({ code: 'invalid_input' })
})
