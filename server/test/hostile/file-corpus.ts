import { crc32, deflateSync } from 'node:zlib'
import { docxFile } from '#providers/documents/fixtures/docx-file.ts'
import { bombPdf, pdfFile } from '#providers/documents/fixtures/pdf-file.ts'
import { pptxFile } from '#providers/documents/fixtures/pptx-file.ts'
import { xlsxFile } from '#providers/documents/fixtures/xlsx-file.ts'
import { zipFile } from '#providers/documents/fixtures/zip-file.ts'

/** A file that somebody sends to do harm. */
export interface HostileFile {
  readonly what: string
  readonly name: string
  make(): Buffer
  /** `refused`: it is not taken in; otherwise what its model is told, or shown, of it. */
  readonly fate: 'refused' | RegExp
}

const UNREAD = /cannot be read here|could not be read/
const UNOPENED = /could not be opened/
const SEEN = /data:image\/(?:png|jpeg);base64/
const SEEN_OR_NOT = /data:image\/(?:png|jpeg);base64|could not be opened/

const MEGABYTE = 1_048_576
const zeros = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE)
const packed = (name: string, megabytes: number) => ({ name, content: zeros(megabytes) })

/** Many entries of the list that all stand for the same bytes. */
function overlappingZip(): Buffer {
  const zip = zipFile([packed('a', 40)])
  const start = zip.lastIndexOf('PK\x01\x02')
  const end = zip.lastIndexOf('PK\x05\x06')
  const entry = zip.subarray(start, end)
  const tail = Buffer.from(zip.subarray(end))
  const count = 1_000
  tail.writeUInt16LE(count, 8)
  tail.writeUInt16LE(count, 10)
  tail.writeUInt32LE(entry.length * count, 12)
  return Buffer.concat([zip.subarray(0, start), ...Array.from({ length: count }, () => entry), tail])
}

const chunk = (type: string, content: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Black and white, of one colour; `rows`: how many of its rows are really there. */
function png(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const lines = Buffer.alloc((Math.ceil(width / 8) + 1) * rows)
  return Buffer.concat([
    PNG,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A text in a picture that unpacks to very much more. */
const chattyPng = () => {
  const whole = png(8, 8)
  const text = Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(zeros(200), { level: 9 })])
  return Buffer.concat([whole.subarray(0, 33), chunk('zTXt', text), whole.subarray(33)])
}

function gif(frames: number, edge: number): Buffer {
  const screen = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  screen.writeUInt16LE(edge, 6)
  screen.writeUInt16LE(edge, 8)
  const frame = Buffer.from('21f90404010000002c0000000001000100000202440100', 'hex')
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

/** A picture to one reader and a program to another. */
const gifScript = () => Buffer.from("GIF89a/*\0\0\0\0\0\0*/=1;alert('run')//;", 'latin1')
const pdfPage = () =>
  Buffer.concat([Buffer.from("<html><body><script>alert('run')</script><!--\n"), pdfFile(['616263'])])
const svg = () =>
  Buffer.from(
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert('run')"><script>alert('run')</script></svg>`,
  )
const page = () => Buffer.from("<!doctype html><html><script>alert('run')</script>")

/** A song that is nothing but what it tells of itself, and claims even more. */
function taggedSong(): Buffer {
  const tag = Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1')
  return Buffer.concat([tag, Buffer.alloc(8 * MEGABYTE, 'TIT2'), Buffer.from([0xff, 0xfb, 0x90, 0x64])])
}

/** Boxes in boxes, each of which is said to hold more than there is. */
function deepFilm(): Buffer {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(0x7fffffff, 0)
    head.write(type, 4)
    return Buffer.concat([head, content])
  }
  const start = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')
  const deep = Array.from({ length: 2_000 }).reduce<Buffer>((inner) => box('moov', inner), Buffer.alloc(8))
  return Buffer.concat([start, deep])
}

const laughs = () => {
  const entities = Array.from(
    { length: 12 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join('')
  const xml = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">${entities}<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x"><w:body>&l12;&f;</w:body></w:document>`
  return docxFile([], [{ name: 'word/document.xml', content: Buffer.from(xml) }])
}

const deepMarkdown = () => Buffer.from(`${'> '.repeat(50_000)}x\n${'['.repeat(50_000)}`)

export const hostileFiles: readonly HostileFile[] = [
  {
    what: 'an archive that unpacks to 240 megabytes',
    name: 'a.zip',
    make: () => zipFile(['a', 'b', 'c', 'd'].map((name) => packed(name, 60))),
    fate: UNREAD,
  },
  {
    what: 'a Word document that does',
    name: 'a.docx',
    make: () => docxFile(['x'], [packed('word/media/a.xml', 120)]),
    fate: /unpacks-too-far/,
  },
  {
    what: 'a workbook that does, and says that it does not',
    name: 'a.xlsx',
    make: () =>
      xlsxFile([{ name: 's', rows: [['x']] }], [{ ...packed('xl/media/a.xml', 120), statedSize: 10 }]),
    fate: /unpacks-too-far/,
  },
  {
    what: 'a presentation that does',
    name: 'a.pptx',
    make: () => pptxFile([{ title: 'x' }], [packed('ppt/media/a.xml', 120)]),
    fate: /unpacks-too-far/,
  },
  { what: 'an archive whose entries overlap', name: 'a.docx', make: overlappingZip, fate: UNREAD },
  { what: 'a document of a billion laughs', name: 'a.docx', make: laughs, fate: UNREAD },
  { what: 'a PDF that unpacks to 300 megabytes', name: 'a.pdf', make: () => bombPdf(300), fate: UNREAD },
  { what: 'quotes in quotes in quotes', name: 'a.md', make: deepMarkdown, fate: /a\.md/ },
  { what: 'half a PDF', name: 'a.pdf', make: () => pdfFile(['616263']).subarray(0, 300), fate: UNREAD },
  { what: 'half a document', name: 'a.docx', make: () => docxFile(['x']).subarray(0, 400), fate: UNREAD },
  { what: 'half a picture', name: 'a.png', make: () => png(600, 600).subarray(0, 50), fate: UNOPENED },
  {
    what: 'a picture of which most is not there',
    name: 'a.png',
    make: () => png(900, 900, 3),
    fate: SEEN_OR_NOT,
  },
  { what: 'a picture of another format', name: 'a.jpg', make: () => png(8, 8), fate: 'refused' },
  {
    what: 'a picture that claims 100,000 by 100,000',
    name: 'a.png',
    make: () => png(100_000, 100_000, 1),
    fate: UNOPENED,
  },
  {
    what: 'a picture that is 12,000 by 12,000',
    name: 'a.png',
    make: () => png(12_000, 12_000),
    fate: UNOPENED,
  },
  { what: 'a picture with 200 megabytes of comment', name: 'a.png', make: chattyPng, fate: SEEN_OR_NOT },
  { what: 'a picture of 10,000 frames', name: 'a.gif', make: () => gif(10_000, 2_000), fate: SEEN },
  { what: 'a picture that is a script', name: 'a.gif', make: gifScript, fate: SEEN_OR_NOT },
  { what: 'a PDF that is a page', name: 'a.pdf', make: pdfPage, fate: /a\.pdf/ },
  { what: 'a drawing with a script', name: 'a.svg', make: svg, fate: /a\.svg/ },
  { what: 'a page', name: 'a.html', make: page, fate: /a\.html/ },
  { what: 'a page that is named a picture', name: 'a.png', make: page, fate: 'refused' },
  { what: 'a drawing that is named a picture', name: 'a.jpg', make: svg, fate: 'refused' },
  {
    what: 'a program that is named a document',
    name: 'a.pdf',
    make: () => Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), zeros(1)]),
    fate: 'refused',
  },
  { what: 'nothing', name: 'a.txt', make: () => Buffer.alloc(0), fate: 'refused' },
  {
    what: 'a song that is all title',
    name: 'a.mp3',
    make: taggedSong,
    fate: /boat leaves|could not be read/,
  },
  { what: 'a film of boxes in boxes', name: 'a.mp4', make: deepFilm, fate: /video|film|could not be read/ },
]

/** Names that mean something to somebody. */
export const hostileNames: readonly string[] = [
  `${'a'.repeat(900)}!`,
  `${' \t'.repeat(400)}.txt`,
  `${'.'.repeat(900)}x`,
  '../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'C:\\autoexec.bat',
  '/etc/shadow',
  'invoice\u202efdp.exe',
  '\u2066\u200f\u200b.txt',
  'a\0.png.txt',
  'a"; filename="b.html',
  'a\r\nset-cookie: a=b.txt',
  'a%0d%0aset-cookie:%20a=b.txt',
  "x'; DROP TABLE files; --.txt",
  '<img src=x onerror=alert(1)>.txt',
  '${7*7}{{7*7}}.txt',
  '\ud800.txt',
  'con',
  '.htaccess',
  '__proto__',
]
