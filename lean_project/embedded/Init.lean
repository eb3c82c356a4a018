/-
The embedded core: what an ordinary Lean file gets when it says nothing, through its implicit `import Init`.

`Prelude`, `Classes` and `Meta` are the ground, `Notation` and `Tactics` the language, `Logic` and `PropLemmas` the mathematics that
the language leans on, `Config` the options of `simp`, `Data` the libraries of numbers and lists.
-/
prelude
import Init.Prelude
import Init.Classes
import Init.Meta
import Init.Notation
import Init.Tactics
import Init.Logic
import Init.PropLemmas
import Init.Config
import Init.Data
