import { crc32 } from 'node:zlib'

/**
 * One message of the binary framing in which Bedrock streams: lengths and headers, each part followed by its
 * CRC.
 */
export function awsEvent(type: string, payload: unknown): Buffer {
  const headers = Buffer.concat([
    stringHeader(':message-type', 'event'),
    stringHeader(':event-type', type),
    stringHeader(':content-type', 'application/json'),
  ])
  const body = Buffer.from(JSON.stringify(payload))
  const prelude = Buffer.alloc(8)
  prelude.writeUInt32BE(16 + headers.length + body.length, 0)
  prelude.writeUInt32BE(headers.length, 4)
  const checkedPrelude = Buffer.concat([prelude, checksum(prelude)])
  const message = Buffer.concat([checkedPrelude, headers, body])
  return Buffer.concat([message, checksum(message)])
}

const STRING_TYPE = 7

function stringHeader(name: string, value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(value.length)
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([STRING_TYPE]),
    length,
    Buffer.from(value),
  ])
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}
