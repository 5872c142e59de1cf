/** What a couple have got of an item before, as far as this tablet knows: its certificate, its case, and how late it was. */
import { computed, ref, watch } from 'vue'
import { type Applying, earlierCertificate } from '../domain/issued'
import { useTablet } from '../tablet'
import { caseOf } from './finding'

/** `month` is that of one of the last year, which is in the way of another; it may be known by the lists alone. */
export function useEarlier(applying: () => Applying | undefined) {
  const { cases, work, today } = useTablet()
  const certificate = computed(() => {
    const couple = applying()
    return couple && earlierCertificate(cases.all.values(), couple)
  })
  const ownCase = computed(() => {
    return certificate.value ? caseOf(cases.all.values(), certificate.value.certNo) : ''
  })
  const month = ref('')
  watch(
    () => [applying(), certificate.value, today.date] as const,
    async ([couple, , date], _, onCleanup) => {
      let isOld = false
      onCleanup(() => {
        isOld = true
      })
      const found = couple ? await work.issuedBefore(couple, date) : ''
      if (!isOld) month.value = found
    },
    { immediate: true },
  )
  return { certificate, ownCase, month }
}
