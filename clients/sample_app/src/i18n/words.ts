import type { Text } from '../domain/guides'

/** What a screen says, by key: the same in each language, side by side. */
export type Words = Record<string, Text>
