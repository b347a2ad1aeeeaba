import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { openDiskBlobs } from '#platform/blobs/disk.ts'
import { openS3Blobs } from '#platform/blobs/s3.ts'
import type { Config } from '../config.ts'

/** Where files are kept, all of them in reach. */
export interface BlobStore {
  list(): AsyncIterable<string>
  /** Null when there is no such blob. */
  open(key: string): Promise<Readable | null>
  write(key: string, content: Readable, limitBytes: number): Promise<unknown>
}

/** The bucket that is configured, or the folder in the data directory. */
export const openBlobStore = ({
  bucket,
  dataDirectory,
}: Pick<Config, 'bucket' | 'dataDirectory'>): BlobStore =>
  bucket ? openS3Blobs(bucket) : openDiskBlobs(join(dataDirectory, 'files'))
