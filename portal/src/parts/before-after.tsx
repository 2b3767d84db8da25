import type { ComponentChildren } from "preact";
import { say } from "../language.js";

/** What both are called: of what is on record and of what will be, if nothing else is said. */
export type BeforeAfterWords = readonly [before: string, after: string];

/** What will change, or has changed, from what to what. */
export const BeforeAfter = ({
  of,
  before,
  after,
  words: [nameOfBefore, nameOfAfter] = [say("Đang là", "Now"), say("Sẽ là", "Will be")],
  children,
}: {
  of: ComponentChildren;
  before: string;
  after: string;
  words?: BeforeAfterWords | undefined;
  children?: ComponentChildren;
}) => (
  <div class="before-after">
    <p>{of}</p>
    <dl>
      <div>
        <dt>{nameOfBefore}</dt>
        <dd>{before}</dd>
      </div>
      <div>
        <dt>{nameOfAfter}</dt>
        <dd>
          <strong>{after}</strong>
        </dd>
      </div>
    </dl>
    {children}
  </div>
);
