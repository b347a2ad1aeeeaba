import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** What came to be written down, and what is answered. */
export interface HeardSound {
  readonly sounds: { model: string; name: string; mediaType: string; content: Buffer; format: string }[]
  /** Statuses that the next requests are refused with. */
  readonly refuse: number[]
  text: string
}

/** Answers as `/audio/transcriptions` does: a form with a file in it, and JSON back. */
export async function hear(request: IncomingMessage, response: ServerResponse, heard: HeardSound) {
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(await buffer(request), { headers: { 'content-type': type } }).formData()
  const file = form.get('file')
  const refusal = heard.refuse.shift()
  const isWhole = file instanceof File && typeof form.get('model') === 'string'
  if (!isWhole || refusal !== undefined) {
    response.writeHead(refusal ?? 400, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: 'Audio file might be corrupted or unsupported' } }))
    return
  }
  const format = String(form.get('response_format') ?? 'json')
  heard.sounds.push({
    model: String(form.get('model')),
    name: file.name,
    mediaType: file.type,
    content: Buffer.from(await file.arrayBuffer()),
    format,
  })
  const verbose = format === 'verbose_json' && { task: 'transcribe', language: 'english', duration: 90 }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ ...verbose, text: heard.text }))
}

/** What `/audio/speech` answers: bytes that begin as MP3 does, with the text in them for tests to read. */
export const spoken = (body: unknown): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.from(JSON.stringify(body))])
