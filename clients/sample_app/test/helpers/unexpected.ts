/** For whoever is to be told of failures, where none may happen. */
export function unexpected(error: unknown): never {
  throw error
}
