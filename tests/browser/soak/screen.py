"""One open page of the app, as hands and eyes find it: what can be tapped now, nothing known in advance."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

# What stands on the screen, dialogs aside: the screen's name, what can be tapped, and groups of choices.
_LOOK = """() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.paper')
  const name = (one) => one.dataset.test
  const found = [...document.querySelectorAll('[data-test]')].filter(seen)
  const groups = [...document.querySelectorAll('[role=radiogroup]')].filter(seen)
  const ready = (one) => !one.disabled && !one.classList.contains('van-button--loading')
  return {
    screen: location.hash.slice(2).split('/')[0] || 'home',
    names: found.filter(ready).map(name),
    numbers: [...document.querySelectorAll('main h1, [data-test=done] .number')]
      .flatMap((one) => one.textContent.match(/[A-Z]{2}\\d{14}[0-9A-Z]{2}\\d{4}[0-9X]/g) ?? []),
    open: groups.filter((one) => !one.querySelector('[aria-checked=true]'))
      .map((one) => [...one.querySelectorAll('[role=radio]')].map(name)),
    chosen: groups.flatMap((one) => [...one.querySelectorAll('[aria-checked=true]')].map(name)),
    texts: Object.fromEntries(found.filter((one) => 'value' in one).map((one) => [name(one), one.value])),
    dialog: document.querySelector('.van-dialog__confirm')?.checkVisibility() ?? false,
  }
}"""
# A draft as the disk has it; it is sealed there, so that only whether it still changes can be seen.
_ON_DISK = """async (part) => {
  const settled = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })
  const database = await settled(indexedDB.open('yici-tablet'))
  const notes = database.transaction('notes').objectStore('notes')
  const [keys, values] = await Promise.all([settled(notes.getAllKeys()), settled(notes.getAll())])
  database.close()
  const bytes = (_, one) => one instanceof ArrayBuffer || ArrayBuffer.isView(one)
    ? [...new Uint8Array(one.buffer ?? one)].join() : one
  return JSON.stringify(values.filter((_, at) => String(keys[at]).includes(part)), bytes)
}"""
_STEADY = 3  # looks
_BETWEEN_LOOKS_MS = 300
_MOST_LOOKS = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """`open` are the groups of choices of which none is chosen; `texts` what stands in fields."""

    screen: str
    names: list[str]
    numbers: list[str]
    open: list[list[str]]
    chosen: list[str]
    texts: dict[str, str]
    dialog: bool

    def __contains__(self, name: str) -> bool:
        return name in self.names


async def look(page: Page) -> Seen:
    return Seen(**await page.evaluate(_LOOK))


async def tap(page: Page, name: str) -> None:
    await page.locator(f'[data-test="{name}"]').first.click()


async def fill(page: Page, name: str, text: str) -> None:
    await page.locator(f'[data-test="{name}"]').fill(text)


async def sign(page: Page) -> None:
    """Strokes by hand."""
    pad = page.locator('[data-test="signature"]')
    await pad.scroll_into_view_if_needed()
    await page.locator(".settling").wait_for(state="detached")
    box = await pad.bounding_box()
    if box is None:
        return
    left, top, width, height = box["x"], box["y"], box["width"], box["height"]
    for (x, y), (to_x, to_y) in (((0.2, 0.1), (0.5, 0.3)), ((0.6, 0.1), (0.8, 0.3))):
        await page.mouse.move(left + width * x, top + height * y)
        await page.mouse.down()
        await page.mouse.move(left + width * to_x, top + height * to_y, steps=4)
        await page.mouse.up()


async def is_saved(page: Page, draft: str) -> bool:
    """Once what the disk has of a draft is there and changes no more; false if it does not come to that."""
    last, steady = "[]", 0
    for _ in range(_MOST_LOOKS):
        found: Any = await page.evaluate(_ON_DISK, f"draft:{draft}")
        steady = steady + 1 if found == last and json.loads(found) else 0
        if steady == _STEADY:
            return True
        last = found
        await page.wait_for_timeout(_BETWEEN_LOOKS_MS)
    return False
