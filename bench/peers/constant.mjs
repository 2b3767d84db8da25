// Answers every request after the first with the bytes of that first answer, which it takes from UPSTREAM.
import http from "node:http";

let kept;
http
  .createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      kept ??= await firstAnswer(Buffer.concat(chunks));
      response.writeHead(200, { "content-type": "application/json", "content-length": kept.length });
      response.end(kept);
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");

async function firstAnswer(body) {
  const answer = await fetch(process.env.UPSTREAM, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return Buffer.from(await answer.arrayBuffer());
}
