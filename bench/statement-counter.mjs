// Loaded before a server (`node --import`): counts the statements that it asks the embedded database.
import libsql from "libsql";

let count = 0;
let within = false;
const { prepare } = libsql.prototype;
libsql.prototype.prepare = function (...args) {
  const statement = prepare.apply(this, args);
  for (const name of ["all", "get", "iterate", "run"]) {
    const run = statement[name];
    statement[name] = function (...params) {
      // One of them may be made of another.
      if (within) return run.apply(this, params);
      count += 1;
      within = true;
      try {
        return run.apply(this, params);
      } finally {
        within = false;
      }
    };
  }
  return statement;
};

process.on("message", () => process.send(count));
