import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

const ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

/** A stand-in for a bucket that speaks S3: path style, signatures checked from the request as it arrived. */
export async function startBucketServer() {
  const blobs = new Map<string, Buffer>()
  const refused: string[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const url = new URL(request.url ?? '/', 'http://bucket')
    const problem = problemOf(request, url, body)
    if (problem) {
      refused.push(problem)
      response.writeHead(403).end(`<Error><Code>${problem}</Code></Error>`)
      return
    }
    const key = decodeURIComponent(url.pathname).replace(/^\/files\/?/, '')
    if (request.method === 'PUT') {
      blobs.set(key, body)
      return response.writeHead(200).end()
    }
    if (request.method === 'DELETE') {
      blobs.delete(key)
      return response.writeHead(204).end()
    }
    if (url.searchParams.get('list-type') === '2') {
      const prefix = url.searchParams.get('prefix') ?? ''
      const after = url.searchParams.get('start-after') ?? ''
      const keys = [...blobs.keys()]
        .filter((name) => name.startsWith(prefix) && name > after)
        .sort()
        .slice(0, Number(url.searchParams.get('max-keys') ?? 1_000))
      const contents = keys.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('')
      return response.end(`<?xml version="1.0"?><ListBucketResult>${contents}</ListBucketResult>`)
    }
    const found = blobs.get(key)
    if (!found) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (from === undefined) return response.end(found)
    return response.writeHead(206).end(found.subarray(Number(from), Number(to) + 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    blobs,
    refused,
    env: {
      PARLEY_S3_BUCKET: 'files',
      PARLEY_S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      PARLEY_S3_REGION: 'eu-central-1',
      PARLEY_S3_ACCESS_KEY_ID: ACCESS_KEY_ID,
      PARLEY_S3_SECRET_ACCESS_KEY: SECRET,
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const sha = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** What is wrong with the signature, as the specification of version 4 has it checked. */
function problemOf(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!parts) return 'MissingSecurityHeader'
  const [, id, day = '', region = '', names = '', signature] = parts
  if (id !== ACCESS_KEY_ID) return 'InvalidAccessKeyId'
  const bodyHash = String(request.headers['x-amz-content-sha256'])
  if (bodyHash !== sha(body)) return 'XAmzContentSHA256Mismatch'
  const moment = String(request.headers['x-amz-date'])
  if (!names.split(';').includes('host') || !moment.startsWith(day)) return 'AccessDenied'
  const query = url.search.slice(1).split('&').filter(Boolean).sort().join('&')
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, url.pathname, query, headers.join(''), names, bodyHash].join('\n')
  const text = ['AWS4-HMAC-SHA256', moment, `${day}/${region}/s3/aws4_request`, sha(canonical)].join('\n')
  const key = mac(mac(mac(mac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request')
  return mac(key, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch'
}
