/** What has just come onto a page because somebody asked for it: the focus goes there, and the page with it. */
export const vReached = {
  mounted(element: HTMLElement): void {
    element.tabIndex = -1
    element.focus()
  },
}
