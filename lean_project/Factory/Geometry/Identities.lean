/-
Written by `lean_project/certificates/generate.py`; change `identities.txt` there instead.

Each theorem is a linear combination of its hypotheses: the factors that do not vanish, times the goal, are
the sum of the hypotheses' multiples. `x i` and `y i` are the coordinates of the point with number `i` as seen
from the first.
-/
import Factory.Geometry.Expressions

universe u

namespace Factory.Geometry

variable {F : Type u} [OrderedField F]

open Coordinates

theorem midp_of_cong {a b m : Point F} (h1 : coll m a b) (h2 : cong m a m b) (n1 : a ≠ b) :
    midp m a b :=
  ⟨linear_combination (coordinates [m, a, b]) (sqd (P 1) (P 2))
    ((vec (P 1) (P 0)).x) ((vec (P 0) (P 2)).x)
    [⟨2 * y 1 - 2 * y 2, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩,
    ⟨-(x 1) + x 2, sqd (P 0) (P 1), sqd (P 0) (P 2)⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, trivial⟩,
  linear_combination (coordinates [m, a, b]) (sqd (P 1) (P 2))
    ((vec (P 1) (P 0)).y) ((vec (P 0) (P 2)).y)
    [⟨-(2 * x 1) + 2 * x 2, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩,
    ⟨-(y 1) + y 2, sqd (P 0) (P 1), sqd (P 0) (P 2)⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, trivial⟩⟩

theorem isosceles {a b o : Point F} (h1 : cong o a o b) :
    eqangle o a a b a b o b :=
  ring_combination (coordinates [o, a, b]) (cross (vec (P 0) (P 1)) (vec (P 1) (P 2)) * dot (vec (P 1) (P 2))
      (vec (P 0) (P 2))) (dot (vec (P 0) (P 1)) (vec (P 1) (P 2)) * cross (vec (P 1) (P 2)) (vec (P 0) (P 2)))
    [⟨-(x 1 * y 2) + y 1 * x 2, sqd (P 0) (P 1), sqd (P 0) (P 2)⟩]
    (by decide +kernel) ⟨h1, trivial⟩

theorem isosceles_converse {a b o : Point F} (h1 : eqangle o a a b a b o b) (n1 : ncoll o a b) :
    cong o a o b :=
  linear_combination (coordinates [o, a, b]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2)))
    (sqd (P 0) (P 1)) (sqd (P 0) (P 2))
    [⟨-(1), cross (vec (P 0) (P 1)) (vec (P 1) (P 2)) * dot (vec (P 1) (P 2)) (vec (P 0) (P 2)), dot (vec (P
      0) (P 1)) (vec (P 1) (P 2)) * cross (vec (P 1) (P 2)) (vec (P 0) (P 2))⟩]
    (by decide +kernel) n1 ⟨h1, trivial⟩

theorem circ_of_eqangle {a b c d : Point F} (h1 : eqangle a b a c d b d c) :
    circular a b c d = 0 :=
  ring_combination (coordinates [d, a, b, c]) (circular (P 1) (P 2) (P 3) (P 0)) (0)
    [⟨-(1), cross (vec (P 1) (P 2)) (vec (P 1) (P 3)) * dot (vec (P 0) (P 2)) (vec (P 0) (P 3)), dot (vec (P
      1) (P 2)) (vec (P 1) (P 3)) * cross (vec (P 0) (P 2)) (vec (P 0) (P 3))⟩]
    (by decide +kernel) ⟨h1, trivial⟩

theorem circ_join {a b c d e : Point F} (h1 : circular a b c d = 0) (h2 : circular a b c e = 0) (n1 : ncoll a
    b c) :
    circular a b d e = 0 :=
  linear_combination (coordinates [a, b, c, d, e]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2)))
    (circular (P 0) (P 1) (P 3) (P 4)) (0)
    [⟨-(x 1 * y 4) + y 1 * x 4, circular (P 0) (P 1) (P 2) (P 3), 0⟩,
    ⟨x 1 * y 3 - y 1 * x 3, circular (P 0) (P 1) (P 2) (P 4), 0⟩]
    (by decide +kernel) n1 ⟨h1, h2, trivial⟩

theorem circ_coll {a b c d : Point F} (h1 : circular a b c d = 0) (h2 : coll a b d) (n1 : ncoll a b c) :
    perp d a d b :=
  linear_combination (coordinates [d, a, b, c]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 3)))
    (dot (vec (P 0) (P 1)) (vec (P 0) (P 2))) (0)
    [⟨-(1), circular (P 1) (P 2) (P 3) (P 0), 0⟩,
    ⟨x 1 * x 2 - x 1 * x 3 + y 1 * y 2 - y 1 * y 3 - x 2 * x 3 - y 2 * y 3 + x 3 * x 3 + y 3 * y 3, cross (vec
      (P 1) (P 2)) (vec (P 1) (P 0)), 0⟩]
    (by decide +kernel) n1 ⟨h1, h2, trivial⟩

theorem centre_circ {a b c d o : Point F} (h1 : cong o a o b) (h2 : cong o a o c) (h3 : cong o a o d) :
    circular a b c d = 0 :=
  ring_combination (coordinates [o, a, b, c, d]) (circular (P 1) (P 2) (P 3) (P 4)) (0)
    [⟨x 1 * y 3 - x 1 * y 4 - y 1 * x 3 + y 1 * x 4 + x 3 * y 4 - y 3 * x 4, sqd (P 0) (P 1), sqd (P 0) (P
      2)⟩,
    ⟨-(x 1 * y 2) + x 1 * y 4 + y 1 * x 2 - y 1 * x 4 - x 2 * y 4 + y 2 * x 4, sqd (P 0) (P 1), sqd (P 0) (P
      3)⟩,
    ⟨x 1 * y 2 - x 1 * y 3 - y 1 * x 2 + y 1 * x 3 + x 2 * y 3 - y 2 * x 3, sqd (P 0) (P 1), sqd (P 0) (P 4)⟩]
    (by decide +kernel) ⟨h1, h2, h3, trivial⟩

theorem centre_join_circ {a b c d o : Point F} (h1 : cong o a o b) (h2 : cong o a o c) (h3 : circular a b c d
    = 0) (n1 : ncoll a b c) :
    cong o a o d :=
  linear_combination (coordinates [o, a, b, c, d]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 3)))
    (sqd (P 0) (P 1)) (sqd (P 0) (P 4))
    [⟨-(x 1 * y 3) + x 1 * y 4 + y 1 * x 3 - y 1 * x 4 - x 3 * y 4 + y 3 * x 4, sqd (P 0) (P 1), sqd (P 0) (P
      2)⟩,
    ⟨x 1 * y 2 - x 1 * y 4 - y 1 * x 2 + y 1 * x 4 + x 2 * y 4 - y 2 * x 4, sqd (P 0) (P 1), sqd (P 0) (P 3)⟩,
    ⟨1, circular (P 1) (P 2) (P 3) (P 4), 0⟩]
    (by decide +kernel) n1 ⟨h1, h2, h3, trivial⟩

theorem centre_angle {a b c o : Point F} (h1 : cong o a o b) (h2 : cong o a o c) :
    compl o a a b b c a c :=
  ring_combination (coordinates [o, a, b, c]) (dot (vec (P 0) (P 1)) (vec (P 1) (P 2)) * dot (vec (P 2) (P 3))
      (vec (P 1) (P 3))) (cross (vec (P 0) (P 1)) (vec (P 1) (P 2)) * cross (vec (P 2) (P 3)) (vec (P 1) (P
      3)))
    [⟨-(x 1 * x 1) + x 1 * x 3 - y 1 * y 1 + y 1 * y 3, sqd (P 0) (P 1), sqd (P 0) (P 2)⟩,
    ⟨x 1 * x 1 - x 1 * x 2 + y 1 * y 1 - y 1 * y 2, sqd (P 0) (P 1), sqd (P 0) (P 3)⟩]
    (by decide +kernel) ⟨h1, h2, trivial⟩

theorem centre_of_angles {a b c o : Point F} (h1 : compl o a a b b c a c) (h2 : compl o b b c c a b a) (n1 :
    ncoll a b c) (n2 : ncoll o a b) :
    cong o a o c :=
  linear_combination (coordinates [o, a, b, c]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 3)) * cross (vec (P 0)
      (P 1)) (vec (P 0) (P 2)))
    (sqd (P 0) (P 1)) (sqd (P 0) (P 3))
    [⟨x 1 * x 2 + y 1 * y 2 - x 2 * x 3 - y 2 * y 3, dot (vec (P 0) (P 1)) (vec (P 1) (P 2)) * dot (vec (P 2)
      (P 3)) (vec (P 1) (P 3)), cross (vec (P 0) (P 1)) (vec (P 1) (P 2)) * cross (vec (P 2) (P 3)) (vec (P 1)
      (P 3))⟩,
    ⟨-(x 1 * x 1) + x 1 * x 3 - y 1 * y 1 + y 1 * y 3, dot (vec (P 0) (P 2)) (vec (P 2) (P 3)) * dot (vec (P
      3) (P 1)) (vec (P 2) (P 1)), cross (vec (P 0) (P 2)) (vec (P 2) (P 3)) * cross (vec (P 3) (P 1)) (vec (P
      2) (P 1))⟩]
    (by decide +kernel) (mul_ne_zero n1 n2) ⟨h1, h2, trivial⟩

theorem right_midpoint {a b c m : Point F} (h1 : perp a b b c) (h2 : midp m a c) :
    cong m a m b :=
  ring_combination (coordinates [m, a, b, c]) (sqd (P 0) (P 1)) (sqd (P 0) (P 2))
    [⟨1, dot (vec (P 1) (P 2)) (vec (P 2) (P 3)), 0⟩,
    ⟨-(x 1) + x 2, (vec (P 1) (P 0)).x, (vec (P 0) (P 3)).x⟩,
    ⟨-(y 1) + y 2, (vec (P 1) (P 0)).y, (vec (P 0) (P 3)).y⟩]
    (by decide +kernel) ⟨h1, h2.1, h2.2, trivial⟩

theorem bisector_perp {a b p q : Point F} (h1 : cong p a p b) (h2 : cong q a q b) :
    perp a b p q :=
  linear_combination (coordinates [a, b, p, q]) (2)
    (dot (vec (P 0) (P 1)) (vec (P 2) (P 3))) (0)
    [⟨-(1), sqd (P 2) (P 0), sqd (P 2) (P 1)⟩,
    ⟨1, sqd (P 3) (P 0), sqd (P 3) (P 1)⟩]
    (by decide +kernel) (natCast_ne_zero 1) ⟨h1, h2, trivial⟩

theorem bisector_point {a b p q : Point F} (h1 : cong p a p b) (h2 : perp a b p q) :
    cong q a q b :=
  ring_combination (coordinates [a, b, p, q]) (sqd (P 3) (P 0)) (sqd (P 3) (P 1))
    [⟨1, sqd (P 2) (P 0), sqd (P 2) (P 1)⟩,
    ⟨2, dot (vec (P 0) (P 1)) (vec (P 2) (P 3)), 0⟩]
    (by decide +kernel) ⟨h1, h2, trivial⟩

theorem bisector_circ {a m n r : Point F} (h1 : eqangle a m a r a r a n) (h2 : cong r m r n) (n1 : nperp a r m
    n) :
    circular a m n r = 0 :=
  linear_combination (coordinates [a, m, n, r]) (2 * dot (vec (P 0) (P 3)) (vec (P 1) (P 2)))
    (circular (P 0) (P 1) (P 2) (P 3)) (0)
    [⟨x 1 * x 1 - 2 * x 1 * x 2 + y 1 * y 1 - 2 * y 1 * y 2 + x 2 * x 2 + y 2 * y 2, cross (vec (P 0) (P 1))
      (vec (P 0) (P 3)) * dot (vec (P 0) (P 3)) (vec (P 0) (P 2)), dot (vec (P 0) (P 1)) (vec (P 0) (P 3)) *
      cross (vec (P 0) (P 3)) (vec (P 0) (P 2))⟩,
    ⟨-(x 1 * y 2 * x 3 * x 3) - x 1 * y 2 * y 3 * y 3 + y 1 * x 2 * x 3 * x 3 + y 1 * x 2 * y 3 * y 3, sqd (P
      3) (P 1), sqd (P 3) (P 2)⟩]
    (by decide +kernel) (mul_ne_zero (natCast_ne_zero 1) n1) ⟨h1, h2, trivial⟩

theorem kite_circ {a b p q : Point F} (h1 : cong p a p b) (h2 : cong q a q b) (h3 : circular a b p q = 0) (n1
    : npara a b p q) :
    perp p a a q :=
  linear_combination (coordinates [a, b, p, q]) (2 * cross (vec (P 0) (P 1)) (vec (P 2) (P 3)))
    (dot (vec (P 2) (P 0)) (vec (P 0) (P 3))) (0)
    [⟨-(x 2 * y 3) + y 2 * x 3, sqd (P 2) (P 0), sqd (P 2) (P 1)⟩,
    ⟨-(x 2 * y 3) + y 2 * x 3, sqd (P 3) (P 0), sqd (P 3) (P 1)⟩,
    ⟨2, circular (P 0) (P 1) (P 2) (P 3), 0⟩]
    (by decide +kernel) (mul_ne_zero (natCast_ne_zero 1) n1) ⟨h1, h2, h3, trivial⟩

theorem bisector_ratio {a b c d : Point F} (h1 : eqangle a b a d a d a c) (h2 : coll d b c) (n1 : ncoll a b c)
    :
    eqratio d b d c a b a c :=
  linear_combination (coordinates [a, b, c, d]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2)))
    (sqd (P 3) (P 1) * sqd (P 0) (P 2)) (sqd (P 3) (P 2) * sqd (P 0) (P 1))
    [⟨x 1 * x 1 - 2 * x 1 * x 2 + y 1 * y 1 - 2 * y 1 * y 2 + x 2 * x 2 + y 2 * y 2, cross (vec (P 0) (P 1))
      (vec (P 0) (P 3)) * dot (vec (P 0) (P 3)) (vec (P 0) (P 2)), dot (vec (P 0) (P 1)) (vec (P 0) (P 3)) *
      cross (vec (P 0) (P 3)) (vec (P 0) (P 2))⟩,
    ⟨2 * x 1 * x 1 * x 2 * x 3 + 2 * x 1 * x 1 * y 2 * y 3 - 2 * x 1 * x 2 * x 2 * x 3 - 2 * x 1 * y 2 * y 2 *
      x 3 + 2 * y 1 * y 1 * x 2 * x 3 + 2 * y 1 * y 1 * y 2 * y 3 - 2 * y 1 * x 2 * x 2 * y 3 - 2 * y 1 * y 2
      * y 2 * y 3, cross (vec (P 3) (P 1)) (vec (P 3) (P 2)), 0⟩]
    (by decide +kernel) n1 ⟨h1, h2, trivial⟩

theorem ratio_bisector {a b c d : Point F} (h1 : eqratio d b d c a b a c) (h2 : coll d b c) (n1 : b ≠ c) :
    eqangle a b a d a d a c :=
  linear_combination (coordinates [a, b, c, d]) (sqd (P 1) (P 2))
    (cross (vec (P 0) (P 1)) (vec (P 0) (P 3)) * dot (vec (P 0) (P 3)) (vec (P 0) (P 2))) (dot (vec (P 0) (P
      1)) (vec (P 0) (P 3)) * cross (vec (P 0) (P 3)) (vec (P 0) (P 2)))
    [⟨x 1 * y 2 - y 1 * x 2, sqd (P 3) (P 1) * sqd (P 0) (P 2), sqd (P 3) (P 2) * sqd (P 0) (P 1)⟩,
    ⟨-(2 * x 1 * x 1 * x 2 * x 3) - 2 * x 1 * x 1 * y 2 * y 3 + 2 * x 1 * x 2 * x 2 * x 3 + 2 * x 1 * y 2 * y
      2 * x 3 - 2 * y 1 * y 1 * x 2 * x 3 - 2 * y 1 * y 1 * y 2 * y 3 + 2 * y 1 * x 2 * x 2 * y 3 + 2 * y 1 *
      y 2 * y 2 * y 3, cross (vec (P 3) (P 1)) (vec (P 3) (P 2)), 0⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, trivial⟩

theorem aa {a b c p q r : Point F} (h1 : eqangle a b a c p q p r) (h2 : eqangle b a b c q p q r) (n1 : ncoll p
    q r) (n2 : a ≠ b) :
    simtri a b c p q r :=
  ⟨linear_combination (coordinates [a, b, c, p, q, r]) (cross (vec (P 3) (P 4)) (vec (P 3) (P 5)) * sqd (P 0)
      (P 1))
    ((mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x) ((mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).x)
    [⟨x 1 * x 4 - x 1 * x 5 - y 1 * y 4 + y 1 * y 5, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec (P
      3) (P 4)) (vec (P 3) (P 5)), dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 4)) (vec (P
      3) (P 5))⟩,
    ⟨-(x 1 * x 3) + x 1 * x 5 + y 1 * y 3 - y 1 * y 5, cross (vec (P 1) (P 0)) (vec (P 1) (P 2)) * dot (vec (P
      4) (P 3)) (vec (P 4) (P 5)), dot (vec (P 1) (P 0)) (vec (P 1) (P 2)) * cross (vec (P 4) (P 3)) (vec (P
      4) (P 5))⟩]
    (by decide +kernel) (mul_ne_zero n1 (sqd_ne_zero n2)) ⟨h1, h2, trivial⟩,
  linear_combination (coordinates [a, b, c, p, q, r]) (cross (vec (P 3) (P 4)) (vec (P 3) (P 5)) * sqd (P 0)
      (P 1))
    ((mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y) ((mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).y)
    [⟨x 1 * y 4 - x 1 * y 5 + y 1 * x 4 - y 1 * x 5, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec (P
      3) (P 4)) (vec (P 3) (P 5)), dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 4)) (vec (P
      3) (P 5))⟩,
    ⟨-(x 1 * y 3) + x 1 * y 5 - y 1 * x 3 + y 1 * x 5, cross (vec (P 1) (P 0)) (vec (P 1) (P 2)) * dot (vec (P
      4) (P 3)) (vec (P 4) (P 5)), dot (vec (P 1) (P 0)) (vec (P 1) (P 2)) * cross (vec (P 4) (P 3)) (vec (P
      4) (P 5))⟩]
    (by decide +kernel) (mul_ne_zero n1 (sqd_ne_zero n2)) ⟨h1, h2, trivial⟩⟩

theorem aa_mirrored {a b c p q r : Point F} (h1 : eqangle a b a c p r p q) (h2 : eqangle b a b c q r q p) (n1
    : ncoll p q r) (n2 : a ≠ b) :
    simtrir a b c p q r :=
  ⟨linear_combination (coordinates [a, b, c, p, q, r]) (cross (vec (P 3) (P 4)) (vec (P 3) (P 5)) * sqd (P 0)
      (P 1))
    (dot (vec (P 0) (P 1)) (vec (P 3) (P 5))) (dot (vec (P 0) (P 2)) (vec (P 3) (P 4)))
    [⟨-(x 1 * x 4) + x 1 * x 5 - y 1 * y 4 + y 1 * y 5, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec
      (P 3) (P 5)) (vec (P 3) (P 4)), dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 5)) (vec
      (P 3) (P 4))⟩,
    ⟨x 1 * x 3 - x 1 * x 5 + y 1 * y 3 - y 1 * y 5, cross (vec (P 1) (P 0)) (vec (P 1) (P 2)) * dot (vec (P 4)
      (P 5)) (vec (P 4) (P 3)), dot (vec (P 1) (P 0)) (vec (P 1) (P 2)) * cross (vec (P 4) (P 5)) (vec (P 4)
      (P 3))⟩]
    (by decide +kernel) (mul_ne_zero n1 (sqd_ne_zero n2)) ⟨h1, h2, trivial⟩,
  linear_combination (coordinates [a, b, c, p, q, r]) (cross (vec (P 3) (P 4)) (vec (P 3) (P 5)) * sqd (P 0)
      (P 1))
    (cross (vec (P 0) (P 1)) (vec (P 3) (P 5))) (cross (vec (P 0) (P 2)) (vec (P 3) (P 4)))
    [⟨-(x 1 * y 4) + x 1 * y 5 + y 1 * x 4 - y 1 * x 5, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec
      (P 3) (P 5)) (vec (P 3) (P 4)), dot (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 3) (P 5)) (vec
      (P 3) (P 4))⟩,
    ⟨x 1 * y 3 - x 1 * y 5 - y 1 * x 3 + y 1 * x 5, cross (vec (P 1) (P 0)) (vec (P 1) (P 2)) * dot (vec (P 4)
      (P 5)) (vec (P 4) (P 3)), dot (vec (P 1) (P 0)) (vec (P 1) (P 2)) * cross (vec (P 4) (P 5)) (vec (P 4)
      (P 3))⟩]
    (by decide +kernel) (mul_ne_zero n1 (sqd_ne_zero n2)) ⟨h1, h2, trivial⟩⟩

theorem para_product {a b c d m n : Point F} (h1 : para a b c d) (h2 : coll m a d) (h3 : coll n b c) (h4 :
    para m n a b) (n1 : ncoll a b d) :
    (mul (vec m a) (vec n c)).x = (mul (vec m d) (vec n b)).x ∧ (mul (vec m a) (vec n c)).y = (mul (vec m d)
      (vec n b)).y :=
  ⟨linear_combination (coordinates [m, a, b, c, d, n]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 4)))
    ((mul (vec (P 0) (P 1)) (vec (P 5) (P 3))).x) ((mul (vec (P 0) (P 4)) (vec (P 5) (P 2))).x)
    [⟨x 1 * x 2 - x 1 * x 5 - y 1 * y 2 + y 1 * y 5 - x 2 * x 4 + y 2 * y 4 + x 4 * x 5 - y 4 * y 5, cross
      (vec (P 1) (P 2)) (vec (P 3) (P 4)), 0⟩,
    ⟨x 1 * x 2 - x 1 * x 3 - y 1 * y 2 + y 1 * y 3 - x 2 * x 2 + x 2 * x 3 + y 2 * y 2 - y 2 * y 3, cross (vec
      (P 0) (P 1)) (vec (P 0) (P 4)), 0⟩,
    ⟨-(x 1 * x 1) + x 1 * x 2 + x 1 * x 4 + y 1 * y 1 - y 1 * y 2 - y 1 * y 4 - x 2 * x 4 + y 2 * y 4, cross
      (vec (P 5) (P 2)) (vec (P 5) (P 3)), 0⟩,
    ⟨-(x 1 * x 2) + x 1 * x 3 + y 1 * y 2 - y 1 * y 3 + x 2 * x 4 - y 2 * y 4 - x 3 * x 4 + y 3 * y 4, cross
      (vec (P 0) (P 5)) (vec (P 1) (P 2)), 0⟩]
    (by decide +kernel) n1 ⟨h1, h2, h3, h4, trivial⟩,
  linear_combination (coordinates [m, a, b, c, d, n]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 4)))
    ((mul (vec (P 0) (P 1)) (vec (P 5) (P 3))).y) ((mul (vec (P 0) (P 4)) (vec (P 5) (P 2))).y)
    [⟨x 1 * y 2 - 2 * x 1 * y 5 + y 1 * x 2 + x 2 * y 3 - x 2 * y 4 - y 2 * x 3 - y 2 * x 4 + x 3 * y 5 - y 3
      * x 5 + x 4 * y 5 + y 4 * x 5, cross (vec (P 1) (P 2)) (vec (P 3) (P 4)), 0⟩,
    ⟨x 1 * y 2 - x 1 * y 3 - x 1 * y 5 + y 1 * x 2 - y 1 * x 3 + y 1 * x 5 - 2 * x 2 * y 2 + x 2 * y 3 + x 2 *
      y 5 + y 2 * x 3 - y 2 * x 5, cross (vec (P 0) (P 1)) (vec (P 0) (P 4)), 0⟩,
    ⟨-(2 * x 1 * y 1) + x 1 * y 2 - x 1 * y 3 + 2 * x 1 * y 4 + y 1 * x 2 + y 1 * x 3 + x 2 * y 3 - 2 * x 2 *
      y 4 - y 2 * x 3, cross (vec (P 5) (P 2)) (vec (P 5) (P 3)), 0⟩,
    ⟨-(x 1 * y 2) + 2 * x 1 * y 3 - y 1 * x 2 - x 2 * y 3 + 2 * x 2 * y 4 + y 2 * x 3 - x 3 * y 4 - y 3 * x 4,
      cross (vec (P 0) (P 5)) (vec (P 1) (P 2)), 0⟩]
    (by decide +kernel) n1 ⟨h1, h2, h3, h4, trivial⟩⟩

theorem product_para {a b c d m n : Point F} (h1 : para a b c d) (h2 : coll m a d) (h3 : coll n b c) (h4 :
    (mul (vec m a) (vec n c)).x = (mul (vec m d) (vec n b)).x ∧ (mul (vec m a) (vec n c)).y = (mul (vec m d)
    (vec n b)).y) (n1 : a ≠ d) :
    para m n a b :=
  linear_combination (coordinates [m, a, b, c, d, n]) (sqd (P 1) (P 4))
    (cross (vec (P 0) (P 5)) (vec (P 1) (P 2))) (0)
    [⟨x 1 * x 1 - x 1 * x 3 - x 1 * x 4 + x 1 * x 5 + y 1 * y 1 + y 1 * y 3 - y 1 * y 4 - y 1 * y 5 + x 2 * x
      4 - y 2 * y 4 - x 4 * x 5 + y 4 * y 5, cross (vec (P 1) (P 2)) (vec (P 3) (P 4)), 0⟩,
    ⟨x 1 * x 1 - 2 * x 1 * x 2 + x 1 * x 3 - x 1 * x 4 + y 1 * y 1 - 2 * y 1 * y 2 + y 1 * y 3 - y 1 * y 4 + x
      2 * x 2 - x 2 * x 3 + x 2 * x 4 + y 2 * y 2 - y 2 * y 3 + y 2 * y 4, cross (vec (P 0) (P 1)) (vec (P 0)
      (P 4)), 0⟩,
    ⟨2 * x 1 * y 1 - x 1 * y 2 + x 1 * y 3 - 2 * x 1 * y 4 - y 1 * x 2 - y 1 * x 3 - x 2 * y 3 + 2 * x 2 * y 4
      + y 2 * x 3, (mul (vec (P 0) (P 1)) (vec (P 5) (P 3))).x, (mul (vec (P 0) (P 4)) (vec (P 5) (P 2))).x⟩,
    ⟨-(x 1 * x 1) + x 1 * x 2 + x 1 * x 4 + y 1 * y 1 - y 1 * y 2 - y 1 * y 4 - x 2 * x 4 + y 2 * y 4, (mul
      (vec (P 0) (P 1)) (vec (P 5) (P 3))).y, (mul (vec (P 0) (P 4)) (vec (P 5) (P 2))).y⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, h4.1, h4.2, trivial⟩

theorem orthocentre {a b c h : Point F} (h1 : perp a h b c) (h2 : perp b h a c) :
    perp c h a b :=
  ring_combination (coordinates [h, a, b, c]) (dot (vec (P 3) (P 0)) (vec (P 1) (P 2))) (0)
    [⟨-(1), dot (vec (P 1) (P 0)) (vec (P 2) (P 3)), 0⟩,
    ⟨1, dot (vec (P 2) (P 0)) (vec (P 1) (P 3)), 0⟩]
    (by decide +kernel) ⟨h1, h2, trivial⟩

theorem bisector_coll {a b c i : Point F} (h1 : eqangle a b a i a i a c) (h2 : coll i a b) (n1 : a ≠ i) :
    coll a b c :=
  linear_combination (coordinates [i, a, b, c]) (sqd (P 1) (P 0))
    (cross (vec (P 1) (P 2)) (vec (P 1) (P 3))) (0)
    [⟨-(1), cross (vec (P 1) (P 2)) (vec (P 1) (P 0)) * dot (vec (P 1) (P 0)) (vec (P 1) (P 3)), dot (vec (P
      1) (P 2)) (vec (P 1) (P 0)) * cross (vec (P 1) (P 0)) (vec (P 1) (P 3))⟩,
    ⟨2 * x 1 * x 1 - 2 * x 1 * x 3 + 2 * y 1 * y 1 - 2 * y 1 * y 3, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)),
      0⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, trivial⟩

theorem third_bisector_of_ncoll {a b c i : Point F} (h1 : eqangle a b a i a i a c) (h2 : eqangle b a b i b i b
    c) (n1 : ncoll i a b) (n2 : ncoll i a b) :
    eqangle c a c i c i c b :=
  linear_combination (coordinates [i, a, b, c]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * cross (vec (P 0)
      (P 1)) (vec (P 0) (P 2)))
    (cross (vec (P 3) (P 1)) (vec (P 3) (P 0)) * dot (vec (P 3) (P 0)) (vec (P 3) (P 2))) (dot (vec (P 3) (P
      1)) (vec (P 3) (P 0)) * cross (vec (P 3) (P 0)) (vec (P 3) (P 2)))
    [⟨-(x 2 * x 2 * y 3 * y 3) + 2 * x 2 * y 2 * x 3 * y 3 - y 2 * y 2 * x 3 * x 3, cross (vec (P 1) (P 2))
      (vec (P 1) (P 0)) * dot (vec (P 1) (P 0)) (vec (P 1) (P 3)), dot (vec (P 1) (P 2)) (vec (P 1) (P 0)) *
      cross (vec (P 1) (P 0)) (vec (P 1) (P 3))⟩,
    ⟨-(x 1 * x 1 * y 3 * y 3) + 2 * x 1 * y 1 * x 3 * y 3 - y 1 * y 1 * x 3 * x 3, cross (vec (P 2) (P 1))
      (vec (P 2) (P 0)) * dot (vec (P 2) (P 0)) (vec (P 2) (P 3)), dot (vec (P 2) (P 1)) (vec (P 2) (P 0)) *
      cross (vec (P 2) (P 0)) (vec (P 2) (P 3))⟩]
    (by decide +kernel) (mul_ne_zero n1 n2) ⟨h1, h2, trivial⟩

theorem midp_parallelogram {a b c d m : Point F} (h1 : midp m a b) (h2 : para a c b d) (h3 : para a d b c) (n1
    : ncoll a b c) :
    midp m c d :=
  ⟨linear_combination (coordinates [m, a, b, c, d]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 3)))
    ((vec (P 3) (P 0)).x) ((vec (P 0) (P 4)).x)
    [⟨-(x 1 * y 3) + x 1 * y 4 + y 1 * x 3 - y 1 * x 4 - x 3 * y 4 + y 3 * x 4, (vec (P 1) (P 0)).x, (vec (P
      0) (P 2)).x⟩,
    ⟨-(x 1) - x 3, cross (vec (P 1) (P 3)) (vec (P 2) (P 4)), 0⟩,
    ⟨x 1 - x 3, cross (vec (P 1) (P 4)) (vec (P 2) (P 3)), 0⟩]
    (by decide +kernel) n1 ⟨h1.1, h2, h3, trivial⟩,
  linear_combination (coordinates [m, a, b, c, d]) (cross (vec (P 1) (P 2)) (vec (P 1) (P 3)))
    ((vec (P 3) (P 0)).y) ((vec (P 0) (P 4)).y)
    [⟨-(x 1 * y 3) + x 1 * y 4 + y 1 * x 3 - y 1 * x 4 - x 3 * y 4 + y 3 * x 4, (vec (P 1) (P 0)).y, (vec (P
      0) (P 2)).y⟩,
    ⟨-(y 1) - y 3, cross (vec (P 1) (P 3)) (vec (P 2) (P 4)), 0⟩,
    ⟨y 1 - y 3, cross (vec (P 1) (P 4)) (vec (P 2) (P 3)), 0⟩]
    (by decide +kernel) n1 ⟨h1.2, h2, h3, trivial⟩⟩

theorem right_trapezoid {a b e f m : Point F} (h1 : perp a e e f) (h2 : perp b f e f) (h3 : midp m a b) :
    cong m e m f :=
  ring_combination (coordinates [m, a, b, e, f]) (sqd (P 0) (P 3)) (sqd (P 0) (P 4))
    [⟨-(1), dot (vec (P 1) (P 3)) (vec (P 3) (P 4)), 0⟩,
    ⟨-(1), dot (vec (P 2) (P 4)) (vec (P 3) (P 4)), 0⟩,
    ⟨-(x 3) + x 4, (vec (P 1) (P 0)).x, (vec (P 0) (P 2)).x⟩,
    ⟨-(y 3) + y 4, (vec (P 1) (P 0)).y, (vec (P 0) (P 2)).y⟩]
    (by decide +kernel) ⟨h1, h2, h3.1, h3.2, trivial⟩

theorem bisector_midline {a b c d m : Point F} (h1 : eqangle b a b c b c b d) (h2 : perp a c b c) (h3 : midp m
    a d) (n1 : b ≠ c) :
    para c m b d :=
  linear_combination (coordinates [b, a, c, d, m]) (2 * sqd (P 0) (P 2))
    (cross (vec (P 2) (P 4)) (vec (P 0) (P 3))) (0)
    [⟨1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)) * dot (vec (P 0) (P 2)) (vec (P 0) (P 3)), dot (vec (P 0)
      (P 1)) (vec (P 0) (P 2)) * cross (vec (P 0) (P 2)) (vec (P 0) (P 3))⟩,
    ⟨-(x 1 * y 3) + y 1 * x 3 - 2 * x 2 * y 3 + 2 * y 2 * x 3 - 2 * x 3 * y 4 + 2 * y 3 * x 4, dot (vec (P 1)
      (P 2)) (vec (P 0) (P 2)), 0⟩,
    ⟨x 1 * x 2 * y 3 + y 1 * y 2 * y 3, (vec (P 1) (P 4)).x, (vec (P 4) (P 3)).x⟩,
    ⟨-(x 1 * x 2 * x 3) - y 1 * y 2 * x 3, (vec (P 1) (P 4)).y, (vec (P 4) (P 3)).y⟩]
    (by decide +kernel) (mul_ne_zero (natCast_ne_zero 1) (sqd_ne_zero n1)) ⟨h1, h2, h3.1, h3.2, trivial⟩

theorem foot_on_bisector {a b c p : Point F} (h1 : eqangle a c a p a p a b) (h2 : perp c p a p) (n1 : a ≠ p) :
    CommRing.natCast 2 * cross (vec a b) (vec a p) = cross (vec a b) (vec a c) :=
  linear_combination (coordinates [a, b, c, p]) (sqd (P 0) (P 3))
    (2 * cross (vec (P 0) (P 1)) (vec (P 0) (P 3))) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2)))
    [⟨1, cross (vec (P 0) (P 2)) (vec (P 0) (P 3)) * dot (vec (P 0) (P 3)) (vec (P 0) (P 1)), dot (vec (P 0)
      (P 2)) (vec (P 0) (P 3)) * cross (vec (P 0) (P 3)) (vec (P 0) (P 1))⟩,
    ⟨2 * x 1 * y 3 - 2 * y 1 * x 3, dot (vec (P 2) (P 3)) (vec (P 0) (P 3)), 0⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, trivial⟩

theorem feet_parallel {a b c p q : Point F} (h1 : CommRing.natCast 2 * cross (vec a b) (vec a p) = cross (vec
    a b) (vec a c)) (h2 : CommRing.natCast 2 * cross (vec b a) (vec b q) = cross (vec b a) (vec b c)) :
    para p q a b :=
  linear_combination (coordinates [a, b, c, p, q]) (2)
    (cross (vec (P 3) (P 4)) (vec (P 0) (P 1))) (0)
    [⟨1, 2 * cross (vec (P 0) (P 1)) (vec (P 0) (P 3)), cross (vec (P 0) (P 1)) (vec (P 0) (P 2))⟩,
    ⟨1, 2 * cross (vec (P 1) (P 0)) (vec (P 1) (P 4)), cross (vec (P 1) (P 0)) (vec (P 1) (P 2))⟩]
    (by decide +kernel) (natCast_ne_zero 1) ⟨h1, h2, trivial⟩

theorem perp_of_double {a b c d : Point F} (h1 : eqangle a b c d c d a b) (n1 : npara a b c d) :
    perp a b c d :=
  linear_combination (coordinates [a, b, c, d]) (2 * cross (vec (P 0) (P 1)) (vec (P 2) (P 3)))
    (dot (vec (P 0) (P 1)) (vec (P 2) (P 3))) (0)
    [⟨1, cross (vec (P 0) (P 1)) (vec (P 2) (P 3)) * dot (vec (P 2) (P 3)) (vec (P 0) (P 1)), dot (vec (P 0)
      (P 1)) (vec (P 2) (P 3)) * cross (vec (P 2) (P 3)) (vec (P 0) (P 1))⟩]
    (by decide +kernel) (mul_ne_zero (natCast_ne_zero 1) n1) ⟨h1, trivial⟩

theorem isosceles_trapezoid {a b c d : Point F} (h1 : para a b c d) (h2 : cong a d b c) (n1 : npara a d b c) :
    cong a c b d :=
  linear_combination (coordinates [a, b, c, d]) (cross (vec (P 0) (P 3)) (vec (P 1) (P 2)))
    (sqd (P 0) (P 2)) (sqd (P 1) (P 3))
    [⟨-(x 1 * x 1) + 2 * x 1 * x 2 + 2 * x 1 * x 3 - y 1 * y 1 + 2 * y 1 * y 2 + 2 * y 1 * y 3 - x 2 * x 2 - 2
      * x 2 * x 3 - y 2 * y 2 - 2 * y 2 * y 3 - x 3 * x 3 - y 3 * y 3, cross (vec (P 0) (P 1)) (vec (P 2) (P
      3)), 0⟩,
    ⟨x 1 * y 2 - y 1 * x 2 + x 2 * y 3 - y 2 * x 3, sqd (P 0) (P 3), sqd (P 1) (P 2)⟩]
    (by decide +kernel) n1 ⟨h1, h2, trivial⟩

theorem coll_turn {a b c : Point F} (h1 : coll a b c) :
    para a b b c :=
  ring_combination (coordinates [a, b, c]) (cross (vec (P 0) (P 1)) (vec (P 1) (P 2))) (0)
    [⟨1, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩]
    (by decide +kernel) ⟨h1, trivial⟩

theorem coll_of_midp {a b m : Point F} (h1 : midp m a b) :
    coll m a b :=
  ring_combination (coordinates [m, a, b]) (cross (vec (P 0) (P 1)) (vec (P 0) (P 2))) (0)
    [⟨y 1, (vec (P 1) (P 0)).x, (vec (P 0) (P 2)).x⟩,
    ⟨-(x 1), (vec (P 1) (P 0)).y, (vec (P 0) (P 2)).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem cong_of_midp {a b m : Point F} (h1 : midp m a b) :
    cong m a m b :=
  ring_combination (coordinates [m, a, b]) (sqd (P 0) (P 1)) (sqd (P 0) (P 2))
    [⟨-(x 1) + x 2, (vec (P 1) (P 0)).x, (vec (P 0) (P 2)).x⟩,
    ⟨-(y 1) + y 2, (vec (P 1) (P 0)).y, (vec (P 0) (P 2)).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem cyclic_direction {a b c d : Point F} (h1 : circular a b c d = 0) :
    cross (mul (vec a b) (vec c d)) (mul (vec a c) (vec b d)) = 0 :=
  ring_combination (coordinates [a, b, c, d]) (cross (mul (vec (P 0) (P 1)) (vec (P 2) (P 3))) (mul (vec (P 0)
      (P 2)) (vec (P 1) (P 3)))) (0)
    [⟨-(1), circular (P 0) (P 1) (P 2) (P 3), 0⟩]
    (by decide +kernel) ⟨h1, trivial⟩

theorem cyclic_direction' {a b c d : Point F} (h1 : circular a b c d = 0) :
    cross (mul (vec a b) (vec c d)) (mul (vec a d) (vec b c)) = 0 :=
  ring_combination (coordinates [a, b, c, d]) (cross (mul (vec (P 0) (P 1)) (vec (P 2) (P 3))) (mul (vec (P 0)
      (P 3)) (vec (P 1) (P 2)))) (0)
    [⟨-(1), circular (P 0) (P 1) (P 2) (P 3), 0⟩]
    (by decide +kernel) ⟨h1, trivial⟩

theorem simtri_direction' {a b c p q r : Point F} (h1 : simtri a b c p q r) :
    cross (mul (vec a b) (vec q r)) (mul (vec b c) (vec p q)) = 0 :=
  ring_combination (coordinates [a, b, c, p, q, r]) (cross (mul (vec (P 0) (P 1)) (vec (P 4) (P 5))) (mul (vec
      (P 1) (P 2)) (vec (P 3) (P 4)))) (0)
    [⟨-(x 1 * y 4) + x 1 * y 5 - y 1 * x 4 + y 1 * x 5, (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x, (mul (vec
      (P 0) (P 2)) (vec (P 3) (P 4))).x⟩,
    ⟨x 1 * x 4 - x 1 * x 5 - y 1 * y 4 + y 1 * y 5, (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y, (mul (vec (P
      0) (P 2)) (vec (P 3) (P 4))).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtrir_direction {a b c p q r : Point F} (h1 : simtrir a b c p q r) :
    cross (mul (vec a b) (vec p q)) (mul (vec a c) (vec p r)) = 0 :=
  ring_combination (coordinates [a, b, c, p, q, r]) (cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 4))) (mul (vec
      (P 0) (P 2)) (vec (P 3) (P 5)))) (0)
    [⟨x 1 * y 3 - x 1 * y 5 - y 1 * x 3 + y 1 * x 5, dot (vec (P 0) (P 1)) (vec (P 3) (P 5)), dot (vec (P 0)
      (P 2)) (vec (P 3) (P 4))⟩,
    ⟨-(x 1 * x 3) + x 1 * x 5 - y 1 * y 3 + y 1 * y 5, cross (vec (P 0) (P 1)) (vec (P 3) (P 5)), cross (vec
      (P 0) (P 2)) (vec (P 3) (P 4))⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtrir_direction' {a b c p q r : Point F} (h1 : simtrir a b c p q r) :
    cross (mul (vec a b) (vec p q)) (mul (vec b c) (vec q r)) = 0 :=
  ring_combination (coordinates [a, b, c, p, q, r]) (cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 4))) (mul (vec
      (P 1) (P 2)) (vec (P 4) (P 5)))) (0)
    [⟨x 1 * y 4 - x 1 * y 5 - y 1 * x 4 + y 1 * x 5, dot (vec (P 0) (P 1)) (vec (P 3) (P 5)), dot (vec (P 0)
      (P 2)) (vec (P 3) (P 4))⟩,
    ⟨-(x 1 * x 4) + x 1 * x 5 - y 1 * y 4 + y 1 * y 5, cross (vec (P 0) (P 1)) (vec (P 3) (P 5)), cross (vec
      (P 0) (P 2)) (vec (P 3) (P 4))⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtri_direction {a b c p q r : Point F} (h1 : simtri a b c p q r) :
    cross (mul (vec a b) (vec p r)) (mul (vec a c) (vec p q)) = 0 :=
  ring_combination (coordinates [a, b, c, p, q, r]) (cross (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))) (mul (vec
      (P 0) (P 2)) (vec (P 3) (P 4)))) (0)
    [⟨-(x 1 * y 3) + x 1 * y 5 - y 1 * x 3 + y 1 * x 5, (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x, (mul (vec
      (P 0) (P 2)) (vec (P 3) (P 4))).x⟩,
    ⟨x 1 * x 3 - x 1 * x 5 - y 1 * y 3 + y 1 * y 5, (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y, (mul (vec (P
      0) (P 2)) (vec (P 3) (P 4))).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtri_ratio {a b c p q r : Point F} (h1 : simtri a b c p q r) :
    eqratio a b p q a c p r :=
  ring_combination (coordinates [a, b, c, p, q, r]) (sqd (P 0) (P 1) * sqd (P 3) (P 5)) (sqd (P 3) (P 4) * sqd
      (P 0) (P 2))
    [⟨-(x 1 * x 3) + x 1 * x 5 + y 1 * y 3 - y 1 * y 5 - x 2 * x 3 + x 2 * x 4 + y 2 * y 3 - y 2 * y 4, (mul
      (vec (P 0) (P 1)) (vec (P 3) (P 5))).x, (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).x⟩,
    ⟨-(x 1 * y 3) + x 1 * y 5 - y 1 * x 3 + y 1 * x 5 - x 2 * y 3 + x 2 * y 4 - y 2 * x 3 + y 2 * x 4, (mul
      (vec (P 0) (P 1)) (vec (P 3) (P 5))).y, (mul (vec (P 0) (P 2)) (vec (P 3) (P 4))).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtri_ratio' {a b c p q r : Point F} (h1 : simtri a b c p q r) :
    eqratio a b p q b c q r :=
  ring_combination (coordinates [a, b, c, p, q, r]) (sqd (P 0) (P 1) * sqd (P 4) (P 5)) (sqd (P 3) (P 4) * sqd
      (P 1) (P 2))
    [⟨x 1 * x 3 - 2 * x 1 * x 4 + x 1 * x 5 - y 1 * y 3 + 2 * y 1 * y 4 - y 1 * y 5 - x 2 * x 3 + x 2 * x 4 +
      y 2 * y 3 - y 2 * y 4, (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).x, (mul (vec (P 0) (P 2)) (vec (P 3) (P
      4))).x⟩,
    ⟨x 1 * y 3 - 2 * x 1 * y 4 + x 1 * y 5 + y 1 * x 3 - 2 * y 1 * x 4 + y 1 * x 5 - x 2 * y 3 + x 2 * y 4 - y
      2 * x 3 + y 2 * x 4, (mul (vec (P 0) (P 1)) (vec (P 3) (P 5))).y, (mul (vec (P 0) (P 2)) (vec (P 3) (P
      4))).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtrir_ratio {a b c p q r : Point F} (h1 : simtrir a b c p q r) :
    eqratio a b p q a c p r :=
  ring_combination (coordinates [a, b, c, p, q, r]) (sqd (P 0) (P 1) * sqd (P 3) (P 5)) (sqd (P 3) (P 4) * sqd
      (P 0) (P 2))
    [⟨-(x 1 * x 3) + x 1 * x 5 - y 1 * y 3 + y 1 * y 5 - x 2 * x 3 + x 2 * x 4 - y 2 * y 3 + y 2 * y 4, dot
      (vec (P 0) (P 1)) (vec (P 3) (P 5)), dot (vec (P 0) (P 2)) (vec (P 3) (P 4))⟩,
    ⟨-(x 1 * y 3) + x 1 * y 5 + y 1 * x 3 - y 1 * x 5 - x 2 * y 3 + x 2 * y 4 + y 2 * x 3 - y 2 * x 4, cross
      (vec (P 0) (P 1)) (vec (P 3) (P 5)), cross (vec (P 0) (P 2)) (vec (P 3) (P 4))⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem simtrir_ratio' {a b c p q r : Point F} (h1 : simtrir a b c p q r) :
    eqratio a b p q b c q r :=
  ring_combination (coordinates [a, b, c, p, q, r]) (sqd (P 0) (P 1) * sqd (P 4) (P 5)) (sqd (P 3) (P 4) * sqd
      (P 1) (P 2))
    [⟨x 1 * x 3 - 2 * x 1 * x 4 + x 1 * x 5 + y 1 * y 3 - 2 * y 1 * y 4 + y 1 * y 5 - x 2 * x 3 + x 2 * x 4 -
      y 2 * y 3 + y 2 * y 4, dot (vec (P 0) (P 1)) (vec (P 3) (P 5)), dot (vec (P 0) (P 2)) (vec (P 3) (P
      4))⟩,
    ⟨x 1 * y 3 - 2 * x 1 * y 4 + x 1 * y 5 - y 1 * x 3 + 2 * y 1 * x 4 - y 1 * x 5 - x 2 * y 3 + x 2 * y 4 + y
      2 * x 3 - y 2 * x 4, cross (vec (P 0) (P 1)) (vec (P 3) (P 5)), cross (vec (P 0) (P 2)) (vec (P 3) (P
      4))⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem product_ratio {a b c d m n : Point F} (h1 : (mul (vec m a) (vec n c)).x = (mul (vec m d) (vec n b)).x
    ∧ (mul (vec m a) (vec n c)).y = (mul (vec m d) (vec n b)).y) :
    eqratio m a m d n b n c :=
  ring_combination (coordinates [m, a, c, d, b, n]) (sqd (P 0) (P 1) * sqd (P 5) (P 2)) (sqd (P 0) (P 3) * sqd
      (P 5) (P 4))
    [⟨x 1 * x 2 - x 1 * x 5 - y 1 * y 2 + y 1 * y 5 + x 3 * x 4 - x 3 * x 5 - y 3 * y 4 + y 3 * y 5, (mul (vec
      (P 0) (P 1)) (vec (P 5) (P 2))).x, (mul (vec (P 0) (P 3)) (vec (P 5) (P 4))).x⟩,
    ⟨x 1 * y 2 - x 1 * y 5 + y 1 * x 2 - y 1 * x 5 + x 3 * y 4 - x 3 * y 5 + y 3 * x 4 - y 3 * x 5, (mul (vec
      (P 0) (P 1)) (vec (P 5) (P 2))).y, (mul (vec (P 0) (P 3)) (vec (P 5) (P 4))).y⟩]
    (by decide +kernel) ⟨h1.1, h1.2, trivial⟩

theorem sines {a b c o : Point F} (h1 : cong o a o b) (h2 : cong o a o c) :
    sqd a b * (sqd c a * sqd c b) = CommRing.natCast 4 * sqd o a * (cross (vec c a) (vec c b) * cross (vec c
      a) (vec c b)) :=
  ring_combination (coordinates [o, a, b, c]) (sqd (P 1) (P 2) * (sqd (P 3) (P 1) * sqd (P 3) (P 2))) (4 * sqd
      (P 0) (P 1) * (cross (vec (P 3) (P 1)) (vec (P 3) (P 2)) * cross (vec (P 3) (P 1)) (vec (P 3) (P 2))))
    [⟨2 * x 1 * x 1 * x 1 * x 1 + 2 * x 1 * x 1 * x 1 * x 2 - 4 * x 1 * x 1 * x 1 * x 3 + 2 * x 1 * x 1 * y 1
      * y 2 - x 1 * x 1 * x 2 * x 2 - 2 * x 1 * x 1 * x 2 * x 3 - x 1 * x 1 * y 2 * y 2 + 2 * x 1 * x 1 * y 2
      * y 3 + x 1 * x 1 * x 3 * x 3 - 3 * x 1 * x 1 * y 3 * y 3 + 2 * x 1 * y 1 * y 1 * x 2 - 4 * x 1 * y 1 *
      y 1 * x 3 - 4 * x 1 * y 1 * x 2 * y 3 - 4 * x 1 * y 1 * y 2 * x 3 + 8 * x 1 * y 1 * x 3 * y 3 + 2 * x 1
      * x 2 * x 2 * x 3 - 2 * x 1 * x 2 * x 3 * x 3 + 2 * x 1 * x 2 * y 3 * y 3 + 2 * x 1 * y 2 * y 2 * x 3 -
      4 * x 1 * y 2 * x 3 * y 3 + 2 * x 1 * x 3 * x 3 * x 3 + 2 * x 1 * x 3 * y 3 * y 3 - 2 * y 1 * y 1 * y 1
      * y 1 + 2 * y 1 * y 1 * y 1 * y 2 - y 1 * y 1 * x 2 * x 2 + 2 * y 1 * y 1 * x 2 * x 3 - y 1 * y 1 * y 2
      * y 2 - 2 * y 1 * y 1 * y 2 * y 3 + y 1 * y 1 * x 3 * x 3 + 5 * y 1 * y 1 * y 3 * y 3 + 2 * y 1 * x 2 *
      x 2 * y 3 - 4 * y 1 * x 2 * x 3 * y 3 + 2 * y 1 * y 2 * y 2 * y 3 + 2 * y 1 * y 2 * x 3 * x 3 - 2 * y 1
      * y 2 * y 3 * y 3 - 2 * y 1 * x 3 * x 3 * y 3 - 2 * y 1 * y 3 * y 3 * y 3 - x 2 * x 2 * x 3 * x 3 - x 2
      * x 2 * y 3 * y 3 + 2 * x 2 * x 3 * x 3 * x 3 + 2 * x 2 * x 3 * y 3 * y 3 - y 2 * y 2 * x 3 * x 3 - y 2
      * y 2 * y 3 * y 3 + 2 * y 2 * x 3 * x 3 * y 3 + 2 * y 2 * y 3 * y 3 * y 3 - x 3 * x 3 * x 3 * x 3 - 2 *
      x 3 * x 3 * y 3 * y 3 - y 3 * y 3 * y 3 * y 3, sqd (P 0) (P 1), sqd (P 0) (P 2)⟩,
    ⟨-(2 * x 1 * x 1 * x 1 * x 1) - 2 * x 1 * x 1 * x 1 * x 2 + 4 * x 1 * x 1 * x 1 * x 3 - 2 * x 1 * x 1 * y
      1 * y 2 + 4 * x 1 * x 1 * x 2 * x 2 + 4 * x 1 * x 1 * y 2 * y 3 - 2 * x 1 * x 1 * x 3 * x 3 - 2 * x 1 *
      x 1 * y 3 * y 3 - 2 * x 1 * y 1 * y 1 * x 2 + 4 * x 1 * y 1 * y 1 * x 3 + 8 * x 1 * y 1 * x 2 * y 2 - 4
      * x 1 * y 1 * x 2 * y 3 - 4 * x 1 * y 1 * y 2 * x 3 - 4 * x 1 * x 2 * x 2 * x 3 - 4 * x 1 * x 2 * y 2 *
      y 3 + 2 * x 1 * x 2 * x 3 * x 3 + 2 * x 1 * x 2 * y 3 * y 3 + 2 * y 1 * y 1 * y 1 * y 1 - 2 * y 1 * y 1
      * y 1 * y 2 - 4 * y 1 * y 1 * x 2 * x 2 + 4 * y 1 * y 1 * x 2 * x 3 - 2 * y 1 * y 1 * x 3 * x 3 - 2 * y
      1 * y 1 * y 3 * y 3 + 4 * y 1 * x 2 * x 2 * y 3 - 4 * y 1 * x 2 * y 2 * x 3 + 2 * y 1 * y 2 * x 3 * x 3
      + 2 * y 1 * y 2 * y 3 * y 3, sqd (P 0) (P 1), sqd (P 0) (P 3)⟩]
    (by decide +kernel) ⟨h1, h2, trivial⟩

theorem power {a c d o : Point F} (h1 : cong o c o d) (h2 : coll a c d) (n1 : c ≠ d) :
    dot (vec a c) (vec a d) = sqd o a - sqd o c :=
  linear_combination (coordinates [o, a, c, d]) (sqd (P 2) (P 3))
    (dot (vec (P 1) (P 2)) (vec (P 1) (P 3))) (sqd (P 0) (P 1) - sqd (P 0) (P 2))
    [⟨-(x 1 * x 2) + x 1 * x 3 - y 1 * y 2 + y 1 * y 3 + x 2 * x 2 - x 2 * x 3 + y 2 * y 2 - y 2 * y 3, sqd (P
      0) (P 2), sqd (P 0) (P 3)⟩,
    ⟨2 * x 2 * y 3 - 2 * y 2 * x 3, cross (vec (P 1) (P 2)) (vec (P 1) (P 3)), 0⟩]
    (by decide +kernel) (sqd_ne_zero n1) ⟨h1, h2, trivial⟩

theorem heron {a b p q : Point F} (h1 : coll a b p) (h2 : cong q b a p) (h3 : cong q a b p) :
    cross (vec a b) (vec a q) * cross (vec a b) (vec a q) = 0 :=
  linear_combination (coordinates [a, b, p, q]) (2)
    (cross (vec (P 0) (P 1)) (vec (P 0) (P 3)) * cross (vec (P 0) (P 1)) (vec (P 0) (P 3))) (0)
    [⟨2 * x 1 * y 2 - 2 * y 1 * x 2, cross (vec (P 0) (P 1)) (vec (P 0) (P 2)), 0⟩,
    ⟨x 1 * x 1 - x 1 * x 2 + x 1 * x 3 + y 1 * y 1 - y 1 * y 2 + y 1 * y 3, sqd (P 3) (P 1), sqd (P 0) (P 2)⟩,
    ⟨x 1 * x 1 + x 1 * x 2 - x 1 * x 3 + y 1 * y 1 + y 1 * y 2 - y 1 * y 3, sqd (P 3) (P 0), sqd (P 1) (P 2)⟩]
    (by decide +kernel) (natCast_ne_zero 1) ⟨h1, h2, h3, trivial⟩

end Factory.Geometry
