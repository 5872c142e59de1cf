/** The enter key of a keyboard or a card reader: on to the next field of the form, from the last one nowhere. */

const FIELDS = 'input, select, [role="radio"][tabindex="0"]'

export function moveOn(event: KeyboardEvent): void {
  const { target, currentTarget } = event
  if (!(target instanceof HTMLInputElement) || event.isComposing) return // a name is still being spelled
  event.preventDefault()
  const fields = [...(currentTarget as HTMLElement).querySelectorAll<HTMLElement>(FIELDS)]
  fields[fields.indexOf(target) + 1]?.focus()
}
