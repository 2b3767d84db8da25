// What the answer has cost, below it.
import { language, say } from "../../portal/src/language.js";
import { useAnswer } from "./answer.js";

export function LastCost() {
  const cost = useAnswer()?.extensions?.cost;
  const number = (value: number) => Math.round(value).toLocaleString(language());
  return (
    <p className="cost" role="status">
      {cost &&
        [
          say(`Chi phí: ${number(cost.actual)} điểm`, `Cost: ${number(cost.actual)} points`),
          say(`nhiều nhất có thể ${number(cost.requested)}`, `at most ${number(cost.requested)}`),
          say(`${number(cost.statements)} câu lệnh CSDL`, `${number(cost.statements)} database statements`),
          ...(cost.remaining === null
            ? []
            : [say(`còn ${number(cost.remaining)} trong phút này`, `${number(cost.remaining)} left in this minute`)]),
        ].join(" · ")}
    </p>
  );
}
