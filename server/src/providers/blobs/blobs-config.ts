import { invalidInput } from '#kernel/fault.ts'
import { Secret } from '#platform/crypto/secret.ts'
import type { Bucket } from '#platform/blobs/s3.ts'

/** The bucket that PARLEY_S3_BUCKET names; null where files are on the disk. Throws Fault `invalid_input` that names the variable. */
export function bucketFrom(env: Readonly<Record<string, string | undefined>>): Bucket | null {
  const set = (name: string) => env[name]?.trim() || undefined
  const bucket = set('PARLEY_S3_BUCKET')
  if (bucket === undefined) return null
  const required = (name: string, instead?: string): string => {
    const value = set(name) ?? (instead === undefined ? undefined : set(instead))
    if (value === undefined) throw invalidInput(`${name}: missing, as PARLEY_S3_BUCKET is set`)
    return value
  }
  const region = set('PARLEY_S3_REGION') ?? set('AWS_REGION') ?? 'us-east-1'
  const own = set('PARLEY_S3_ENDPOINT')
  const endpoint = own ?? `https://s3.${region}.amazonaws.com`
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw invalidInput('PARLEY_S3_ENDPOINT: expected an http or https URL')
  const prefix = (set('PARLEY_S3_PREFIX') ?? '').replace(/^\/+|(?<!\/)\/+$/g, '')
  return {
    bucket,
    region,
    endpoint,
    prefix: prefix === '' ? '' : `${prefix}/`,
    isInPath: own !== undefined,
    accessKeyId: required('PARLEY_S3_ACCESS_KEY_ID', 'AWS_ACCESS_KEY_ID'),
    secret: new Secret(required('PARLEY_S3_SECRET_ACCESS_KEY', 'AWS_SECRET_ACCESS_KEY')),
  }
}
