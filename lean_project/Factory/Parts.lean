/-
The parts of a conjunction get names in one step: for what has many parts this takes Lean a fraction of what a pattern does.
-/

namespace Factory

theorem parts2 {a b p : Prop} (s : a ∧ b) (f : a → b → p) : p :=
  f s.1 s.2
theorem parts3 {a b c p : Prop} (s : a ∧ b ∧ c) (f : a → b → c → p) : p :=
  f s.1 s.2.1 s.2.2
theorem parts4 {a b c d p : Prop} (s : a ∧ b ∧ c ∧ d) (f : a → b → c → d → p) : p :=
  f s.1 s.2.1 s.2.2.1 s.2.2.2
theorem parts5 {a b c d e p : Prop} (s : a ∧ b ∧ c ∧ d ∧ e) (f : a → b → c → d → e → p) : p :=
  f s.1 s.2.1 s.2.2.1 s.2.2.2.1 s.2.2.2.2
theorem parts6 {a b c d e f p : Prop} (s : a ∧ b ∧ c ∧ d ∧ e ∧ f) (f : a → b → c → d → e → f → p) : p :=
  f s.1 s.2.1 s.2.2.1 s.2.2.2.1 s.2.2.2.2.1 s.2.2.2.2.2
theorem parts7 {a b c d e f g p : Prop} (s : a ∧ b ∧ c ∧ d ∧ e ∧ f ∧ g) (f : a → b → c → d → e → f → g → p) : p :=
  f s.1 s.2.1 s.2.2.1 s.2.2.2.1 s.2.2.2.2.1 s.2.2.2.2.2.1 s.2.2.2.2.2.2
theorem parts8 {a b c d e f g h p : Prop} (s : a ∧ b ∧ c ∧ d ∧ e ∧ f ∧ g ∧ h) (f : a → b → c → d → e → f → g → h → p) : p :=
  f s.1 s.2.1 s.2.2.1 s.2.2.2.1 s.2.2.2.2.1 s.2.2.2.2.2.1 s.2.2.2.2.2.2.1 s.2.2.2.2.2.2.2

end Factory
