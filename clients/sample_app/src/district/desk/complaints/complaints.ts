/** Complaints in the order of the work: open ones first, those that wait longest before. */
import { shanghaiDate } from '../../../domain/shanghai'
import type { Site } from '../useSites'

const DAY_MS = 86_400_000

export interface Complaint {
  id: string
  case: string | null
  source: string
  cause: string
  content: string
  receivedOn: string
  similarBefore: number
  reply: { content: string; outcome: string; at: string; by: string } | null
  site: Site
}

export function inOrder(complaints: readonly Complaint[]): Complaint[] {
  const open = complaints.filter(({ reply }) => !reply)
  const answered = complaints.filter(({ reply }) => reply)
  return [
    ...open.sort((a, b) => a.receivedOn.localeCompare(b.receivedOn)),
    ...answered.sort((a, b) => b.receivedOn.localeCompare(a.receivedOn)),
  ]
}

/** Until the answer, or until today (an ISO date). */
export function daysWaited({ receivedOn, reply }: Complaint, today: string): number {
  const until = reply ? shanghaiDate(reply.at) : today
  return Math.round((Date.parse(until) - Date.parse(receivedOn)) / DAY_MS)
}
