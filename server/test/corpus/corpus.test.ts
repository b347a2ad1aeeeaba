import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import { makeMember } from '#features/access/testing.ts'
import { uploadFile } from '#features/files/index.ts'
import { addDocument, readDocument, searchKnowledge } from '#features/knowledge/index.ts'
import { makeLibrary } from '#features/knowledge/testing.ts'
import type { Scope } from '#kernel/scope.ts'
import { docxFile } from '#server/providers/documents/fixtures/docx-file.ts'
import { zipFile } from '#server/providers/documents/fixtures/zip-file.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'

const folder = new URL('./', import.meta.url)
const held = (name: string) => readFileSync(new URL(name, folder))
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1_048_576)

let scope: Scope
let knowledgeBaseId: string
beforeAll(async () => {
  const library = await makeLibrary(await sharedTestApp())
  knowledgeBaseId = library.knowledgeBaseId
  ;({ scope } = await makeMember(library.scope.app, library.scope, 'admin'))
})

async function given(name: string, content: Buffer) {
  const file = await uploadFile(scope, { name, content: Readable.from([content]) })
  const { id } = await addDocument(scope, { knowledgeBaseId, name, fileId: file.id })
  return vi.waitFor(
    async () => {
      const document = await readDocument(scope, { documentId: id })
      expect(document.state).toMatch(/^(?:ready|failed)$/)
      return document
    },
    { timeout: 60_000, interval: 50 },
  )
}

const read: Record<string, string> = {
  'printed-handbook.pdf': '年假',
  'not-to-be-printed.pdf': 'parking',
  'cave.docx': 'treasure',
}
const refused: Record<string, DocumentErrorCode> = {
  'scanned-notice.pdf': 'scan',
  'password.pdf': 'password',
  'zipped-with-password.docx': 'password',
  'password.docx': 'password-or-old-format',
  'password.xlsx': 'password-or-old-format',
  'password.pptx': 'password-or-old-format',
  'letter-of-1999.doc': 'password-or-old-format',
  'cut-handbook.pdf': 'damaged',
}
const emptyFiles = ['zero-bytes.pdf']

describe('documents as people have them', () => {
  test.each(Object.entries(read))('%s is read, and found by “%s”', async (name, word) => {
    expect(await given(name, held(name))).toMatchObject({ state: 'ready', failure: null })
    const { items } = await searchKnowledge(scope, { query: word, knowledgeBaseIds: [knowledgeBaseId] })
    expect(items[0]?.passage.documentName).toBe(name)
  })

  test.each(Object.entries(refused))('%s is refused: %s', async (name, reason) => {
    expect(await given(name, held(name))).toMatchObject({
      state: 'failed',
      isFound: false,
      failure: { reason },
    })
  })

  test.each(emptyFiles)('%s is not even taken in', async (name) => {
    await expect(given(name, held(name))).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('none is left out', () => {
    const files = readdirSync(folder).filter((name) => !/\.(?:ts|md)$/.test(name))
    const known = [...Object.keys(read), ...Object.keys(refused), ...emptyFiles]
    expect(files.toSorted()).toEqual(known.toSorted())
  })
})

/** Packed twice: what unpacks first is itself small. */
const nested = () =>
  zipFile([{ name: 'word/document.xml', content: Buffer.alloc(30 * 1_048_576, deflateRawSync(zeros(1))) }])

describe('harmful ones are refused, and those beside them are read', () => {
  test.each<[string, () => Buffer, RegExp]>([
    [
      'bomb.docx',
      () => docxFile(['x'], [{ name: 'word/media/a.xml', content: zeros(120) }]),
      /^unpacks-too-far$/,
    ],
    ['nested.docx', nested, /^(?:unpacks-too-far|damaged)$/],
    ['endless.txt', () => Buffer.from('The shop opens at nine. '.repeat(230_000)), /^too-long$/],
    [
      'endless.csv',
      () => Buffer.from(`a,b\n${`nine,${'six '.repeat(30)}\n`.repeat(50_000)}`),
      /^(?:too-long|too-slow|too-much-memory)$/,
    ],
  ])('%s', { timeout: 120_000 }, async (name, make, reason) => {
    const [bad, good] = await Promise.all([
      given(name, make()),
      given(`beside-${name}.txt`, Buffer.from('Still here.')),
    ])
    expect(bad).toMatchObject({ state: 'failed', failure: { reason: expect.stringMatching(reason) } })
    expect(good).toMatchObject({ state: 'ready' })
  })
})
