/** A downloaded file, and its name. */
export interface NamedFile {
  name: string
  content: Blob
}

/** Reads a download; its name is the one in UTF-8. */
export async function namedFile(response: Response): Promise<NamedFile> {
  const header = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1]
  return { name: encoded ? decodeURIComponent(encoded) : 'file', content: await response.blob() }
}
