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
  withdrawal: { reason: string; at: string; by: string } | null
  site: Site
}

export function inOrder(complaints: readonly Complaint[]): Complaint[] {
  const open = complaints.filter(isOpen)
  const answered = complaints.filter((one) => !isOpen(one))
  return [
    ...open.sort((a, b) => a.receivedOn.localeCompare(b.receivedOn)),
    ...answered.sort((a, b) => b.receivedOn.localeCompare(a.receivedOn)),
  ]
}

export function isOpen({ reply, withdrawal }: Complaint): boolean {
  return !reply && !withdrawal
}

/** Until the answer or the withdrawal, or until today (an ISO date). */
export function daysWaited({ receivedOn, reply, withdrawal }: Complaint, today: string): number {
  const over = reply ?? withdrawal
  const until = over ? shanghaiDate(over.at) : today
  return Math.round((Date.parse(until) - Date.parse(receivedOn)) / DAY_MS)
}
