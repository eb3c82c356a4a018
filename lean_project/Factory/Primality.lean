/-
Large primes: Lucas' criterion, by which a number of order `n - 1` modulo `n` shows that `n` is prime, if the prime factors
of `n - 1` are known to be prime (Pratt's certificates). The kernel computes the powers.
-/
import Factory.NumberTheory

namespace NumberTheory

/-- What a power leaves modulo `m`, by digits of the exponent in base 256, of which the last `k` are split off. -/
def powMod (m : Nat) : Nat → Nat → Nat → Nat
  | 0, a, e => a ^ e % m
  | k + 1, a, e => Nat.mod (Nat.mul (powMod m k (Nat.mod (Nat.pow a 256) m) (Nat.div e 256)) (Nat.pow a (Nat.mod e 256))) m

theorem powMod_eq (m : Nat) : (k a e : Nat) → powMod m k a e = a ^ e % m
  | 0, _, _ => rfl
  | k + 1, a, e => by
    show powMod m k (a ^ 256 % m) (e / 256) * a ^ (e % 256) % m = a ^ e % m
    rw [powMod_eq m k, ← Nat.pow_mod, ← Nat.pow_mul, Nat.mod_mul_mod, ← Nat.pow_add, Nat.div_add_mod]

/-- An injective map from the numbers below `m` to those below `k`. -/
theorem pigeonhole : (m k : Nat) → (f : Nat → Nat) → (∀ i, i < m → f i < k) →
    (∀ i j, i < j → j < m → f i ≠ f j) → m ≤ k
  | 0, _, _, _, _ => Nat.zero_le _
  | m + 1, 0, f, below, _ => absurd (below 0 (Nat.succ_pos m)) (Nat.not_lt_zero _)
  | m + 1, k + 1, f, below, differ => by
    -- What is sent to `k` goes where the last number is sent.
    refine Nat.succ_le_succ (pigeonhole m k (fun i => if f i = k then f m else f i) ?_ ?_)
    · intro i less
      have small := Nat.lt_succ_of_lt less
      show (if f i = k then f m else f i) < k
      split
      · rename_i same
        exact Nat.lt_of_le_of_ne (Nat.le_of_lt_succ (below m (Nat.lt_succ_self m)))
          fun last => differ i m less (Nat.lt_succ_self m) (same.trans last.symm)
      · rename_i other
        exact Nat.lt_of_le_of_ne (Nat.le_of_lt_succ (below i small)) other
    · intro i j before less
      have small := Nat.lt_succ_of_lt less
      show (if f i = k then f m else f i) ≠ (if f j = k then f m else f j)
      split <;> split
      · rename_i first second
        exact absurd (first.trans second.symm) (differ i j before small)
      · exact (differ j m less (Nat.lt_succ_self m)).symm
      · exact differ i m (Nat.lt_trans before less) (Nat.lt_succ_self m)
      · exact differ i j before small

theorem pow_gcd {a n : Nat} (s t : Nat) : a ^ s % n = 1 % n → a ^ t % n = 1 % n → a ^ Nat.gcd s t % n = 1 % n := by
  refine Nat.gcd.induction (P := fun s t => a ^ s % n = 1 % n → a ^ t % n = 1 % n → a ^ Nat.gcd s t % n = 1 % n) s t ?_ ?_
  · intro t _ h
    rw [Nat.gcd_zero_left]
    exact h
  · intro s t _ ih hs ht
    rw [Nat.gcd_rec]
    refine ih ?_ hs
    rw [← Nat.div_add_mod t s, Nat.pow_add, Nat.pow_mul, Nat.mul_mod, Nat.pow_mod, hs, ← Nat.pow_mod, Nat.one_pow,
      ← Nat.mul_mod, Nat.one_mul] at ht
    exact ht

/-- The product of prime powers. -/
def product : List (Nat × Nat) → Nat
  | [] => 1
  | q :: qs => Nat.mul (Nat.pow q.1 q.2) (product qs)

/-- What divides `q ^ e * r` divides `r`, or is divided by the prime `q`. -/
theorem split_power {q t : Nat} (prime : Prime q) {r : Nat} : (e : Nat) → t ∣ q ^ e * r → q ∣ t ∨ t ∣ r
  | 0, h => .inr (by rwa [Nat.pow_zero, Nat.one_mul] at h)
  | e + 1, h => by
    rcases prime.divisors _ (Nat.gcd_dvd_left q t) with one | same
    · rw [Nat.pow_succ', Nat.mul_assoc] at h
      exact split_power prime e (Nat.Coprime.dvd_of_dvd_mul_left (Nat.Coprime.symm one) h)
    · exact .inl (same ▸ Nat.gcd_dvd_right q t)

/-- A divisor other than 1 of a product of prime powers is divided by one of the primes. -/
theorem exists_factor {t : Nat} : (qs : List (Nat × Nat)) → (∀ q ∈ qs, Prime q.1) → t ∣ product qs → t ≠ 1 →
    ∃ q ∈ qs, q.1 ∣ t
  | [], _, h, other => absurd (Nat.dvd_one.1 h) other
  | q :: qs, primes, h, other => by
    rcases split_power (primes q List.mem_cons_self) q.2 h with divides | rest
    · exact ⟨q, List.mem_cons_self, divides⟩
    · obtain ⟨p, mem, divides⟩ := exists_factor qs (fun p mem => primes p (List.mem_cons_of_mem q mem)) rest other
      exact ⟨p, List.mem_cons_of_mem q mem, divides⟩

/-- Whether a number is one of a list. -/
def isOne (n : Nat) : List Nat → Bool
  | [] => false
  | m :: ms => Nat.beq n m || isOne n ms

theorem of_isOne {P : Nat → Prop} {n : Nat} : {ms : List Nat} → (∀ m ∈ ms, P m) → isOne n ms = true → P n
  | [], _, h => Bool.noConfusion h
  | m :: ms, all, h => by
    rcases (Bool.or_eq_true _ _).mp h with same | rest
    · rw [Nat.eq_of_beq_eq_true same]
      exact all m List.mem_cons_self
    · exact of_isOne (fun k mem => all k (List.mem_cons_of_mem m mem)) rest

/-- The primes below 200, which need no certificate. -/
def smallPrimes : List Nat :=
  [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
    127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199]

/-- Whether trial division shows that all of them, below 15 * 15, are prime. -/
def allTried : List Nat → Bool
  | [] => true
  | n :: ns => trial n (Nat.min n 15) && allTried ns

theorem prime_of_allTried : {ns : List Nat} → allTried ns = true → ∀ n ∈ ns, Prime n
  | m :: ms, h, n, mem => by
    have both := (Bool.and_eq_true _ _).mp h
    rcases List.mem_cons.1 mem with same | rest
    · exact same ▸ Prime.of_trial m (Nat.min m 15) both.1
    · exact prime_of_allTried both.2 n rest

/-- No power of `a` with exponent `(n - 1) / q` is 1 modulo `n`. -/
def noneIsOne (n a : Nat) : List (Nat × Nat) → Bool
  | [] => true
  | q :: qs => !Nat.beq (powMod n 10 a (Nat.div (Nat.sub n 1) q.1)) 1 && noneIsOne n a qs

theorem noneIsOne_of {n a : Nat} {q : Nat × Nat} : {qs : List (Nat × Nat)} → noneIsOne n a qs = true → q ∈ qs →
    a ^ ((n - 1) / q.1) % n ≠ 1
  | p :: qs, h, mem => by
    have both := (Bool.and_eq_true _ _).mp h
    rcases List.mem_cons.1 mem with same | rest
    · subst same
      intro one
      have unlike := both.1
      rw [powMod_eq] at unlike
      rw [show Nat.div (Nat.sub n 1) q.1 = (n - 1) / q.1 from rfl, one] at unlike
      exact Bool.noConfusion unlike
    · exact noneIsOne_of both.2 rest

/-- Whether all of these are small primes. -/
def allSmall : List (Nat × Nat) → Bool
  | [] => true
  | q :: qs => isOne q.1 smallPrimes && allSmall qs

/-- What Lucas' criterion has to be computed: `n - 1` is the product, and `a` has no smaller order. -/
def lucas (n a : Nat) (qs rs : List (Nat × Nat)) : Bool :=
  Nat.ble 2 n && Nat.beq (product (qs ++ rs)) (Nat.sub n 1) && Nat.beq (powMod n 10 a (Nat.sub n 1)) 1 && allSmall qs &&
    noneIsOne n a (qs ++ rs)

/-- The larger primes of a certificate, by what is known of each. -/
@[reducible] def AllPrime : List (Nat × Nat) → Prop
  | [] => True
  | [q] => Prime q.1
  | q :: qs => Prime q.1 ∧ AllPrime qs

theorem AllPrime.of_mem : {rs : List (Nat × Nat)} → AllPrime rs → ∀ r ∈ rs, Prime r.1
  | [_], h, _, mem => List.mem_singleton.1 mem ▸ h
  | _ :: _ :: _, h, r, mem => by
    rcases List.mem_cons.1 mem with same | rest
    · exact same ▸ h.1
    · exact AllPrime.of_mem h.2 r rest

theorem prime_of_allSmall : {qs : List (Nat × Nat)} → allSmall qs = true → ∀ q ∈ qs, Prime q.1
  | p :: ps, h, q, mem => by
    have both := (Bool.and_eq_true _ _).mp h
    rcases List.mem_cons.1 mem with same | rest
    · exact same ▸ of_isOne (prime_of_allTried (by decide +kernel)) both.1
    · exact prime_of_allSmall both.2 q rest

/-- A number `a` of order `n - 1` modulo `n`: its powers are all that is not 0, so nothing else divides `n` (Lucas). The
small primes that divide `n - 1` are in `qs`, with how often they do, the others in `rs`. -/
theorem Prime.of_lucas {n : Nat} (a : Nat) (qs rs : List (Nat × Nat)) (larger : AllPrime rs) (h : lucas n a qs rs = true) :
    Prime n := by
  have parts := (Bool.and_eq_true _ _).mp h
  have fourth := (Bool.and_eq_true _ _).mp parts.1
  have front := (Bool.and_eq_true _ _).mp fourth.1
  have first := (Bool.and_eq_true _ _).mp front.1
  have primes : ∀ q ∈ qs ++ rs, Prime q.1 := fun q mem => by
    rcases List.mem_append.1 mem with few | more
    · exact prime_of_allSmall fourth.2 q few
    · exact larger.of_mem q more
  have big : 1 < n := Nat.le_of_ble_eq_true first.1
  have whole : product (qs ++ rs) = n - 1 := Nat.eq_of_beq_eq_true first.2
  have one : a ^ (n - 1) % n = 1 := (powMod_eq n _ a (n - 1)).symm.trans (Nat.eq_of_beq_eq_true front.2)
  have unit : 1 % n = 1 := Nat.mod_eq_of_lt big
  have order {s : Nat} (positive : 0 < s) (less : s < n - 1) : a ^ s % n ≠ 1 := by
    intro early
    have smallest := pow_gcd (a := a) (n := n) s (n - 1) (early.trans unit.symm) (one.trans unit.symm)
    obtain ⟨t, cofactor⟩ := Nat.gcd_dvd_right s (n - 1)
    have other : t ≠ 1 := fun same => by
      rw [same, Nat.mul_one] at cofactor
      exact Nat.lt_irrefl s (Nat.lt_of_lt_of_le less (cofactor ▸ Nat.gcd_le_left (n - 1) positive))
    obtain ⟨q, mem, divides⟩ := exists_factor (qs ++ rs) primes
      (whole.symm ▸ ⟨Nat.gcd s (n - 1), cofactor.trans (Nat.mul_comm _ _)⟩ : t ∣ product (qs ++ rs)) other
    obtain ⟨u, again⟩ := divides
    refine noneIsOne_of parts.2 mem ?_
    have quotient : (n - 1) / q.1 = Nat.gcd s (n - 1) * u := by
      have positive : 0 < q.1 := Nat.pos_of_ne_zero fun zero => by
        rw [zero, Nat.zero_mul] at again
        rw [again, Nat.mul_zero] at cofactor
        rw [cofactor] at less
        exact Nat.not_lt_zero s less
      exact (congrArg (· / q.1) (cofactor.trans ((congrArg _ again).trans (Nat.mul_left_comm _ _ _)))).trans
        (Nat.mul_div_cancel_left _ positive)
    rw [quotient, Nat.pow_mul, Nat.pow_mod, smallest, ← Nat.pow_mod, Nat.one_pow, unit]
  have distinct {i j : Nat} (before : i < j) (less : j < n - 1) : a ^ i % n ≠ a ^ j % n := by
    intro same
    refine order (Nat.sub_pos_of_lt before) (Nat.lt_of_le_of_lt (Nat.sub_le j i) less) ?_
    have up : n - 1 - i + i = n - 1 := Nat.sub_add_cancel (Nat.le_of_lt (Nat.lt_trans before less))
    have sum : n - 1 + (j - i) = n - 1 - i + j := by
      rw [← up, Nat.add_assoc, Nat.add_sub_cancel' (Nat.le_of_lt before), up]
    have power : a ^ (n - 1 + (j - i)) % n = 1 := by
      rw [sum, Nat.pow_add, Nat.mul_mod, ← same, ← Nat.mul_mod, ← Nat.pow_add, up]
      exact one
    rw [Nat.pow_add, Nat.mul_mod, one, Nat.one_mul, Nat.mod_mod] at power
    exact power
  refine ⟨big, fun d divides => ?_⟩
  have coprime {i : Nat} (less : i < n - 1) (h : d ∣ a ^ i % n) : d = 1 := by
    have raised : d ∣ a ^ (n - 1) := by
      rw [← Nat.add_sub_cancel' (Nat.le_of_lt less), Nat.pow_add]
      exact Nat.dvd_mul_right_of_dvd ((Nat.dvd_mod_iff divides).1 h) _
    have unity := (Nat.dvd_mod_iff divides).2 raised
    rw [one] at unity
    exact Nat.dvd_one.1 unity
  have zero : 0 < n := Nat.lt_trans Nat.zero_lt_one big
  have back : n - 1 + 1 = n := Nat.sub_add_cancel (Nat.le_of_lt big)
  -- Else the powers, 0 and `d` were `n + 1` different remainders.
  rcases Nat.decEq d 1 with proper | trivially
  · rcases Nat.decEq d n with other | itself
    · refine absurd (pigeonhole (n + 1) n
        (fun i => if i < n - 1 then a ^ i % n else if i = n - 1 then 0 else d) ?_ ?_) (Nat.not_succ_le_self n)
      · intro i _
        show (if i < n - 1 then a ^ i % n else if i = n - 1 then 0 else d) < n
        split
        · exact Nat.mod_lt _ zero
        · split
          · exact zero
          · exact Nat.lt_of_le_of_ne (Nat.le_of_dvd zero divides) other
      · intro i j before less
        have last : j ≤ n - 1 + 1 := back.symm ▸ Nat.le_of_lt_succ less
        show (if i < n - 1 then a ^ i % n else if i = n - 1 then 0 else d) ≠
          (if j < n - 1 then a ^ j % n else if j = n - 1 then 0 else d)
        split
        · rename_i small
          split
          · rename_i less
            exact distinct before less
          · split
            · exact fun e => proper (coprime small (e ▸ Nat.dvd_zero d))
            · exact fun e => proper (coprime small (e ▸ Nat.dvd_refl d))
        · rename_i large
          rw [if_neg fun less => large (Nat.lt_trans before less)]
          have from_ : n - 1 ≤ i := Nat.not_lt.1 large
          have at_ : i = n - 1 := Nat.le_antisymm (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le before last)) from_
          rw [if_pos at_, if_neg fun same => Nat.lt_irrefl i (Nat.lt_of_lt_of_eq before (same.trans at_.symm))]
          exact fun e => by
            rw [← e] at divides
            exact Nat.lt_irrefl 0 (Nat.lt_of_lt_of_eq zero (Nat.zero_dvd.1 divides))
    · exact .inr itself
  · exact .inl trivially
end NumberTheory
