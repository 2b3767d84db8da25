// Loaded into each worker of a server that a test starts (`worker-fronts.ts`): it says which one answers, and takes the
// time from whoever asks.
const { Server } = require("node:http");

const realNow = Date.now;
let now;
Date.now = () => now ?? realNow();

const emit = Server.prototype.emit;
Server.prototype.emit = function (event, request, response, ...rest) {
  if (event === "request") {
    const { "x-test-now": told } = request.headers;
    if (told) now = Number(told);
    response.setHeader("x-test-worker", process.pid);
  }
  return emit.call(this, event, request, response, ...rest);
};
