import { expect, test } from "bun:test";
import { csvText } from "./csv.ts";

test("HTTP-7 quotes what needs it, ends lines with CRLF", () => {
  const rows = [
    ['say "goal"', 1],
    ["a,b", "c\nd"],
  ];
  expect(csvText(["name", "n"], rows)).toBe('name,n\r\n"say ""goal""",1\r\n"a,b","c\nd"\r\n');
});

test.each(["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])(
  "HTTP-7 %j is no formula to a spreadsheet",
  (text) => {
    expect(
      csvText([], [[text]])
        .split("\r\n")
        .slice(1)
        .join("\r\n"),
    ).toMatch(/^"?'/);
  },
);

test("numbers stay numbers, negative ones too", () => {
  expect(csvText(["a"], [["-12.50"], [-3]])).toBe("a\r\n-12.50\r\n-3\r\n");
});
