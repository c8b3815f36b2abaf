import assert from "node:assert/strict"
import { test } from "node:test"

import { SvgBrush } from "../../src/plots/svgsurface"

test("what is clipped is clipped until restored, and styles come back", () => {
  const brush = new SvgBrush()
  brush.fillStyle = "red"
  brush.save()
  brush.rect(0, 0, 10, 5)
  brush.clip()
  brush.fillStyle = "blue"
  brush.fillRect(1, 2, 3, 4)
  brush.restore()
  brush.fillRect(0, 0, 1, 1)
  const text = brush.elements.join("")
  assert.match(text, /<clipPath id="(clip\d+)"><path d="M0 0h10v5h-10z"\/><\/clipPath><g clip-path="url\(#\1\)">/)
  assert.match(text, /<rect x="1"[^>]*fill="blue"\/><\/g><rect x="0"[^>]*fill="red"\/>$/)
})

test("a line is a path of its stroke", () => {
  const brush = new SvgBrush()
  brush.beginPath()
  brush.moveTo(0, 1)
  brush.lineTo(2.3456, 3)
  brush.globalAlpha = 0.5
  brush.stroke()
  assert.match(brush.elements[0]!, /d="M0 1L2.35 3" fill="none" .* opacity="0.5"/)
})

test("text cannot break out of its element", () => {
  const brush = new SvgBrush()
  brush.fillText("<script>&\"", 0, 0)
  assert.ok(brush.elements[0]!.includes(">&lt;script&gt;&amp;&quot;</text>"))
})
