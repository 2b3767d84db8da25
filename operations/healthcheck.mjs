// Ends with 0 where the server on this machine can answer.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT || 4000}/readyz`).catch(() => undefined);
console.log((await answer?.text()) ?? "no answer");
process.exit(answer?.ok ? 0 : 1);
