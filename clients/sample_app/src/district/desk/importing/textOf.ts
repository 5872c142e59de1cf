/** The text of a file that somebody chose; undefined for one that holds none, such as a workbook or a picture.
 * Sheets of a Chinese Windows may be saved in its own encoding. */
export async function textOf(file: Blob): Promise<string | undefined> {
  const bytes = await file.arrayBuffer()
  if (new Uint8Array(bytes).includes(0)) return undefined
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
}

function decoded(bytes: ArrayBuffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined // it is in another one, or in none
  }
}
