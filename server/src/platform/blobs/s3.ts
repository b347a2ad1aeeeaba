import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import type { Secret } from '../crypto/secret.ts'
import { makeScratch } from '../scratch/scratch.ts'
import { percentEncoded } from '../text/percent-encoded.ts'
import { openDiskBlobs } from './disk.ts'

/** An S3 bucket, with our credentials. */
export interface Bucket {
  readonly accessKeyId: string
  readonly secret: Secret
  readonly region: string
  /** `https://s3.eu-central-1.amazonaws.com` or a private server. */
  readonly endpoint: string
  readonly bucket: string
  /** Stands before every key; empty, or ends with a slash. */
  readonly prefix: string
  /** Whether the bucket is part of the path, as private servers expect, or of the host name. */
  readonly isInPath: boolean
}

const QUIET_MS = 60_000
const EMPTY_SHA256 = createHash('sha256').digest('hex')

interface Asked {
  method: 'GET' | 'PUT' | 'DELETE' | 'HEAD'
  key?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  sha256?: string
  body?: Readable
}

/** Blobs in a bucket. A blob is complete on the local disk before it is sent, so it is either complete or absent. */
export function openS3Blobs(bucket: Bucket) {
  const ask = openBucket(bucket)
  const removeKey = async (key: string) =>
    void (await drained(await ask({ method: 'DELETE', key }), [204, 200, 404]))

  return {
    async write(key: string, content: Readable, limitBytes: number) {
      const directory = await makeScratch()
      try {
        const facts = await openDiskBlobs(directory, { isLasting: false }).write('whole', content, limitBytes)
        const answer = await ask({
          method: 'PUT',
          key,
          sha256: facts.sha256,
          headers: { 'content-length': String(facts.sizeBytes), 'content-type': 'application/octet-stream' },
          body: createReadStream(join(directory, 'whole')),
        })
        await drained(answer, [200])
        return facts
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    },

    /** Null if the blob does not exist. */
    async open(key: string, range?: { start: number; end: number }): Promise<Readable | null> {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {}
      const answer = await ask({ method: 'GET', key, headers })
      if (answer.statusCode === 200 || answer.statusCode === 206) return answer
      await drained(answer, [404])
      return null
    },

    remove: removeKey,

    async removeFolder(folder: string) {
      for (;;) {
        const query = { 'list-type': '2', prefix: `${bucket.prefix}${folder}/`, 'max-keys': '500' }
        const keys = await keysIn(await drained(await ask({ method: 'GET', query }), [200]))
        if (keys.length === 0) return
        for (const key of keys) await removeKey(key.slice(bucket.prefix.length))
      }
    },

    /** The keys of all blobs, in no order. */
    async *list(): AsyncGenerator<string> {
      let after = ''
      for (;;) {
        const from: Record<string, string> = after === '' ? {} : { 'start-after': after }
        const query = { 'list-type': '2', prefix: bucket.prefix, 'max-keys': '500', ...from }
        const keys = await keysIn(await drained(await ask({ method: 'GET', query }), [200]))
        for (const key of keys) yield key.slice(bucket.prefix.length)
        const last = keys.at(-1)
        if (last === undefined) return
        after = last
      }
    },
  }
}

/** Sends signed requests to a bucket; returns responses of any status. */
function openBucket(bucket: Bucket) {
  const home = new URL(bucket.endpoint)
  if (!bucket.isInPath) home.host = `${bucket.bucket}.${home.host}`
  const send = home.protocol === 'https:' ? requestHttps : requestHttp

  return async ({
    method,
    key,
    query = {},
    headers = {},
    sha256 = EMPTY_SHA256,
    body,
  }: Asked): Promise<IncomingMessage> => {
    const url = new URL(home)
    const path = key === undefined ? '' : (bucket.prefix + key).split('/').map(percentEncoded).join('/')
    url.pathname = `${bucket.isInPath ? `/${bucket.bucket}` : ''}/${path}`
    url.search = Object.entries(query)
      .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
      .join('&')
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': sha256 },
      accessKeyId: bucket.accessKeyId,
      secretAccessKey: bucket.secret.reveal(),
      service: 's3',
      region: bucket.region,
    }).sign()
    return new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method, headers: Object.fromEntries(signed.headers), timeout: QUIET_MS }
      const request = send(signed.url, options, resolve)
      request.on('timeout', () => request.destroy(new Error('The bucket does not respond.')))
      request.on('error', reject)
      if (body) pipeline(body, request).catch(reject)
      else request.end()
    })
  }
}

/** The body of an answer, if it has one of these statuses. Throws otherwise, with what the bucket calls it. */
async function drained(answer: IncomingMessage, statuses: readonly number[]): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of answer as AsyncIterable<Buffer>) pieces.push(piece)
  const text = Buffer.concat(pieces).toString('utf8')
  if (statuses.includes(answer.statusCode ?? 0)) return text
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1] ?? ''
  throw new Error(`The bucket answered with status ${answer.statusCode} ${code}`)
}

async function keysIn(text: string): Promise<string[]> {
  const { XMLParser } = await import('fast-xml-parser')
  const xml = new XMLParser({ parseTagValue: false, processEntities: true })
  const listed = (xml.parse(text) as { ListBucketResult?: { Contents?: unknown } }).ListBucketResult?.Contents
  const entries = Array.isArray(listed) ? listed : listed ? [listed] : []
  return entries.map((entry) => String((entry as { Key: unknown }).Key))
}
