/** A vector as it is stored: 32-bit floats, little-endian. */
export function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(vector.length * 4)
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4)
  return bytes
}

export function vectorOf(bytes: Buffer): Float32Array {
  const vector = new Float32Array(bytes.length / 4)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < vector.length; at++) vector[at] = view.getFloat32(at * 4, true)
  return vector
}
