import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { openDiskBlobs } from '#platform/blobs/disk.ts'
import { openS3Blobs } from '#platform/blobs/s3.ts'
import type { Config } from '../config.ts'

/** The storage of files, with access to all of them. */
export interface BlobStore {
  list(): AsyncIterable<string>
  /** Null if the blob does not exist. */
  open(key: string): Promise<Readable | null>
  write(key: string, content: Readable, limitBytes: number): Promise<unknown>
}

/** The bucket that is configured, or the folder in the data directory. */
export const openBlobStore = ({
  bucket,
  dataDirectory,
}: Pick<Config, 'bucket' | 'dataDirectory'>): BlobStore =>
  bucket ? openS3Blobs(bucket) : openDiskBlobs(join(dataDirectory, 'files'))
