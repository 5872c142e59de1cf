/** Tells a good certificate from a bad one by what the district publishes and this tablet holds, with no network. */
import type { DistrictKeys } from '../domain/districtKeys'
import { areTheDistricts, type RevocationsDocument } from '../domain/revocations'
import { type Judgement, judgeNumber, judgeToken, numberIn } from '../domain/verification'
import type { StoredDocument } from '../local/store'

const LONGEST_NUMBER = 40 // anything longer, spaces apart, is the text of a QR

export class Verifier {
  readonly #lists = new Map<string, RevocationsDocument>()

  constructor(private readonly keys: DistrictKeys) {}

  /** A document of the reference database, new or changed. */
  tell(document: StoredDocument): void {
    if (document.type !== 'revocations') return
    const list = document as unknown as RevocationsDocument
    this.#lists.set(list.township, list)
  }

  /** `text`: of a QR, scanned or pasted, or a number typed off the paper. */
  async check(text: string): Promise<Judgement> {
    const number = numberIn(text)
    const lists = await this.#trusted()
    return number.length > LONGEST_NUMBER || number.includes('/')
      ? judgeToken(text, this.keys, lists)
      : judgeNumber(number, lists)
  }

  /** The lists that the district signed: a database can be written to by others. */
  async #trusted(): Promise<RevocationsDocument[]> {
    const all = [...this.#lists.values()]
    const good = await Promise.all(all.map((list) => areTheDistricts(list, this.keys)))
    return all.filter((_, at) => good[at])
  }
}
