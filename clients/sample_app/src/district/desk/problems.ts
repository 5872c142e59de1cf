/** What the hub found wrong with what was sent, each at its field, in both languages. */
import { language } from '../../i18n/language'

export interface Problem {
  field: string // empty for the whole
  zh: string
  en: string
}

export const PROBLEMS = 'problems { field zh en }'

export class FieldProblems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ en }) => en).join(' '))
  }

  byField(): Record<string, string> {
    return Object.fromEntries(this.problems.map((one) => [one.field, sayProblem(one)]))
  }

  /** Those of fields that a form does not have. */
  ofTheWhole(fields: readonly string[]): string {
    return this.problems
      .filter(({ field }) => !fields.includes(field))
      .map(sayProblem)
      .join(' ')
  }
}

/** Throws `FieldProblems` unless there are none. */
export function withoutProblems<T extends { problems: Problem[] }>(answer: T): T {
  if (answer.problems.length) throw new FieldProblems(answer.problems)
  return answer
}

export function sayProblem(problem: Problem): string {
  return problem[language.value]
}
