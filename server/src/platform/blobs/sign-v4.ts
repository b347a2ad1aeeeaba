import { createHash, createHmac } from 'node:crypto'
import type { Secret } from '../crypto/secret.ts'

/** Who signs, and for where. */
export interface Signer {
  readonly accessKeyId: string
  readonly secret: Secret
  readonly region: string
}

const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

export const EMPTY_SHA256 = hash('')

/** As RFC 3986 has it, and nothing else: what a browser leaves alone is encoded too. */
export const encodePath = (text: string): string =>
  text
    .split('/')
    .map((piece) => encodeURIComponent(piece).replace(/[!'()*]/g, hexOf))
    .join('/')
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, hexOf)
const hexOf = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/** The headers of a request with an AWS signature, version 4, over all of them. `path` is encoded already. */
export function signed(
  { accessKeyId, secret, region }: Signer,
  request: {
    method: string
    host: string
    path: string
    query: Record<string, string>
    headers: Record<string, string>
    sha256: string
    at: Date
  },
): Record<string, string> {
  const moment = request.at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = moment.slice(0, 8)
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.host,
    'x-amz-content-sha256': request.sha256,
    'x-amz-date': moment,
  }
  const names = Object.keys(headers).sort()
  const canonical = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${headers[name]?.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    request.sha256,
  ].join('\n')
  const place = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', moment, place, hash(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret.reveal()}`, day), region), 's3'), 'aws4_request')
  const signature = hmac(key, text).toString('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${place}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}

export const canonicalQuery = (query: Record<string, string>): string =>
  Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
